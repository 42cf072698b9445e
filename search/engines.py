"""Which engine answers: Elasticsearch where there is one, else the database.

An Elasticsearch that does not answer is a reduced search, and visitors are told.
"""

import logging
from collections.abc import Callable
from typing import TypeVar

from background.errors import Unavailable
from search.contract import Engine
from search.elastic.breaker import breaker
from search.elastic.client import cause_of, is_configured
from search.elastic.engine import Elastic
from search.embedded.engine import Embedded

logger = logging.getLogger(__name__)

T = TypeVar("T")


def asked(what: Callable[[Engine], T]) -> tuple[T, bool]:
    """Return what an engine answers, and whether that is another than the one meant."""
    if not is_configured():
        return asked_here(what), False
    if not breaker.lets_through():
        return asked_here(what), True
    try:
        answer = what(Elastic())
    except Unavailable as error:
        breaker.failed()
        # Never the words: they are the visitor's.
        logger.warning("%s (%s): the embedded search answers", error.service, cause_of(error))
        return asked_here(what), True
    breaker.answered()
    return answer, False


def asked_here(what: Callable[[Engine], T]) -> T:
    """Return what the database answers, which knows at each moment what may be seen."""
    return what(Embedded())
