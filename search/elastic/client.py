"""How Elasticsearch is reached, and what counts as its not being there.

No request is repeated by the client: a visitor is answered by the embedded search instead, and what
must be written waits in the outbox.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from django.conf import settings
from elastic_transport import ApiError, TransportError
from elasticsearch import Elasticsearch, UnsupportedProductError

from background.errors import Unavailable

NAME = "Elasticsearch"
# A visitor waits; whoever writes has time.
SECONDS_TO_SEARCH = 1
SECONDS_TO_WRITE = 30
# Asked again, it refuses again: what was sent is wrong, or too long.
FOR_GOOD = frozenset({400, 405, 409, 413})


class IndexMissing(Unavailable):
    """It answers, and has no index of ours."""

    def __init__(self) -> None:
        super().__init__(f"{NAME}: no index")


def is_configured() -> bool:
    return bool(settings.ELASTICSEARCH["url"])


@contextmanager
def connected(seconds: float, *, api_key: str) -> Iterator[Elasticsearch]:
    """Give a client that waits so long, with this key; raise Unavailable when it cannot be asked.

    A refusal that does not pass by waiting is raised as the ApiError it is.
    """
    try:
        client = _client(settings.ELASTICSEARCH["url"], settings.ELASTICSEARCH["ca"])
    except (OSError, ValueError) as error:
        # The certificate of the authority is missing or none, or the address is none.
        raise Unavailable(NAME) from error
    try:
        client = client.options(request_timeout=seconds)
        yield client.options(api_key=api_key) if api_key else client
    except TransportError as error:
        raise Unavailable(NAME) from error
    except ApiError as error:
        if error.meta.status == 404:
            raise IndexMissing from error
        if is_passing(error.meta.status) or isinstance(error, UnsupportedProductError):
            raise Unavailable(NAME) from error
        raise


def is_passing(status: int) -> bool:
    """Tell whether a refusal may end by itself, or by an administrator's hand."""
    return status not in FOR_GOOD


@lru_cache(maxsize=4)
def _client(url: str, ca: str) -> Elasticsearch:
    certificates: dict[str, Any] = {"ca_certs": ca} if ca else {}
    return Elasticsearch(url, max_retries=0, retry_on_timeout=False, **certificates)


def cause_of(error: Unavailable) -> str:
    """Return what went wrong by its name or number, without any words that were sent."""
    cause = error.__cause__
    return str(cause.meta.status) if isinstance(cause, ApiError) else type(cause).__name__
