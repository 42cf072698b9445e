"""Asks a service as a stranger would, without any client of ours."""

import ssl
import urllib.error
import urllib.request


def status(
    url: str, *, context: ssl.SSLContext | None = None, headers: dict[str, str] | None = None
) -> int:
    request = urllib.request.Request(url, headers=headers or {})
    try:
        with urllib.request.urlopen(request, timeout=10, context=context) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
