"""Which chores are done again and again, and when each is next.

The worker asks every few seconds; whoever moves `begun_at` first does the chore, so that several
workers do it once. A chore that fails says so in its row and in the log, and is done again in time.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from background.models import ChoreRun

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chore:
    name: str
    every: timedelta
    do: Callable[[], None]


_chores: dict[str, Chore] = {}


def chore(name: str, *, every: timedelta) -> Callable[[Callable[[], None]], Callable[[], None]]:
    def register(do: Callable[[], None]) -> Callable[[], None]:
        _chores[name] = Chore(name, every, do)
        return do

    return register


def chores() -> list[Chore]:
    return list(_chores.values())


def do_due_chores() -> None:
    now = timezone.now()
    begun = dict(ChoreRun.objects.values_list("name", "begun_at"))
    for each in chores():
        last = begun.get(each.name)
        if last is None or last + each.every <= now:
            _do(each, last)


def _do(each: Chore, last: datetime | None) -> None:
    now = timezone.now()
    if last is None:
        _run, is_ours = ChoreRun.objects.get_or_create(name=each.name, defaults={"begun_at": now})
    else:
        is_ours = bool(ChoreRun.objects.filter(name=each.name, begun_at=last).update(begun_at=now))
    if not is_ours:
        return
    error = ""
    try:
        each.do()
    except Exception as failure:
        logger.exception("The chore %s failed", each.name)
        error = type(failure).__name__
    ChoreRun.objects.filter(name=each.name).update(ended_at=timezone.now(), error=error)
