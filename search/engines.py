"""Which engine answers: Elasticsearch where there is one, else the database.

An Elasticsearch that does not answer is a reduced search, and visitors are told.
"""

import logging
from collections.abc import Callable
from typing import TypeVar

from background.errors import Unavailable
from search.breaker import Breaker
from search.contract import Engine
from search.elastic.client import cause_of
from search.elastic.engine import Elastic
from search.elastic.pages import PAGES
from search.embedded.engine import Embedded

logger = logging.getLogger(__name__)

T = TypeVar("T")

breaker = Breaker()


def asked(what: Callable[[Engine], T]) -> tuple[T, bool]:
    """Return what an engine answers, and whether that is another than the one meant."""
    return either(
        lambda: what(Elastic()),
        lambda: asked_here(what),
        is_there=PAGES.index.is_configured,
        breaker=breaker,
    )


def either(
    there: Callable[[], T], here: Callable[[], T], *, is_there: bool, breaker: Breaker
) -> tuple[T, bool]:
    """Return what Elasticsearch answers, else the database; and whether that stands in for it."""
    if not is_there:
        return here(), False
    if not breaker.lets_through():
        return here(), True
    try:
        answer = there()
    except Unavailable as error:
        breaker.failed()
        # Never the words: they belong to whoever asks.
        logger.warning("%s (%s): the embedded search answers", error.service, cause_of(error))
        return here(), True
    breaker.answered()
    return answer, False


def asked_here(what: Callable[[Engine], T]) -> T:
    """Return what the database answers, which knows at each moment what may be seen."""
    return what(Embedded())
