"""Answers with a file, whole or in part, straight from its store and never in memory.

Whoever calls has asked already who may have it. `send_private` and `send_inline` are the only ways
a private file leaves: kept by nobody, told of by no ETag; saved and not shown, unless it is a
picture that we made.
"""

import re
from collections.abc import Mapping

from django.core.files.storage import Storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from media.contract import Store

RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
PRIVATE = {
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def send_private(
    request: HttpRequest, storage: Storage, name: str | None, *, filename: str, content_type: str
) -> HttpResponseBase:
    return send(
        request,
        storage,
        name,
        content_type=content_type,
        headers={
            **PRIVATE,
            "Content-Disposition": disposition(filename, as_attachment=True),
            "Content-Security-Policy": "default-src 'none'",
        },
    )


def send_inline(
    request: HttpRequest, storage: Storage, name: str | None, content_type: str
) -> HttpResponseBase:
    """Answer with a private picture that we made ourselves, to be shown in a page of ours."""
    return send(
        request,
        storage,
        name,
        content_type=content_type,
        headers={
            **PRIVATE,
            "Content-Disposition": "inline",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


def send(
    request: HttpRequest,
    storage: Storage,
    name: str | None,
    *,
    content_type: str,
    headers: Mapping[str, str],
) -> HttpResponseBase:
    """Answer with a file, or the part a browser asks for. Raises Http404 when it is missing."""
    if not name:
        raise Http404
    store: Store = storage  # type: ignore[assignment] # STORAGES names no other kind
    try:
        size = store.size(name)
        start, stop, status = part(request, size, headers.get("ETag"))
        if status == 416:
            response: HttpResponseBase = HttpResponse(status=416)
        elif request.method == "HEAD":
            response = HttpResponse(status=status)
        else:
            response = StreamingHttpResponse(store.stream(name, start, stop), status=status)
    except FileNotFoundError as error:
        raise Http404 from error
    if status == 416:
        response.headers["Content-Range"] = f"bytes */{size}"
    else:
        response.headers["Content-Length"] = str(stop - start)
    if status == 206:
        response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    fixed = {
        "Accept-Ranges": "bytes",
        "Content-Type": content_type,
        # It is packed already, and packing a part would make another file of it.
        "Content-Encoding": "identity",
        "X-Content-Type-Options": "nosniff",
    }
    for header, value in {**fixed, **headers}.items():
        response.headers[header] = value
    return response


def part(request: HttpRequest, size: int, etag: str | None) -> tuple[int, int, int]:
    """Return where to start, where to stop, and the status: 200, 206, or 416 for beyond the end.

    One range only: for several, or for what cannot be read, RFC 9110 has us send the whole.
    """
    whole = (0, size, 200)
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    condition = request.headers.get("If-Range")
    if asked is None or (condition is not None and condition != etag):
        return whole
    first, last = asked.groups()
    if first:
        start, stop = int(first), int(last) + 1 if last else size
        if stop <= start and last:
            return whole
    elif last:
        start, stop = max(0, size - int(last)), size
    else:
        return whole
    if start >= size:
        return 0, 0, 416
    return start, min(stop, size), 206


def disposition(filename: str, *, as_attachment: bool) -> str:
    header = content_disposition_header(as_attachment, filename)
    return header or "attachment"
