"""What the search does by the clock: it makes sure of its index, and compares all each night."""

import logging
from datetime import timedelta

from background.chores import chore
from background.errors import Unavailable
from search import services
from search.effects import record_index
from search.mirrors import configured
from search.spaces import services as spaces
from search.spaces.effects import record_unknown

logger = logging.getLogger(__name__)


@chore("search.index", every=timedelta(minutes=5))
def make_sure_of_the_index() -> None:
    """Have an index made where there is none yet or none any more, or one of an older release."""
    for name, mirror in configured():
        try:
            if not mirror.has_index():
                record_index(name)
        except Unavailable as error:
            logger.warning("%s does not answer", error.service)


@chore("search.entries", every=timedelta(minutes=5))
def make_sure_of_the_entries() -> None:
    """Write them all where there are none, or of before: after a backup, or with a new release."""
    if services.must_be_rebuilt():
        for _done in services.rebuild():
            pass
        record_index("sets")


@chore("search.spaces", every=timedelta(minutes=5))
def make_sure_of_the_spaces() -> None:
    record_unknown()


@chore("search.check", every=timedelta(days=1))
def compare_all() -> None:
    services.recount_words()
    if drift := services.find_drift():
        services.repair(drift)
        logger.warning("The entries differed from the pages: %s. Repaired.", drift.counts())
    if of_spaces := spaces.find_drift(but=spaces.waiting()):
        spaces.repair(of_spaces)
        logger.warning("The entries of spaces differed: %s. Repaired.", of_spaces.counts())
    compare_indexes()


def compare_indexes() -> None:
    for name, mirror in configured():
        try:
            drift = mirror.make_equal()
        except Unavailable as error:
            logger.warning("%s does not answer: the index is compared when it does", error.service)
            record_index(name)
        else:
            if drift:
                said = "The index of %s differed from the entries: %s. Repaired."
                logger.warning(said, name, drift.counts())
