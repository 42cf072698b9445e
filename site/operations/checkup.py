"""What this site promises to be, asked of itself: each promise is kept, or there is a remedy.

A probe is one question. It has three seconds and may break: that is a finding like any other, and
the others are asked all the same. Media, search and background hold the probes of what is theirs.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import background.probes as background
import media.probes as media
import operations.probes as operations
import search.probes as search

logger = logging.getLogger(__name__)

SECONDS = 3.0
# Probes share what this machine can do: the next begins when one is done, or takes its time.
SECONDS_AHEAD = 0.3


@dataclass(frozen=True)
class Probe:
    name: str
    promise: str | Promise
    ask: Callable[[], CheckMessage | None]


PROBES = [
    Probe("database", gettext_lazy("The database answers"), operations.database_answers),
    Probe(
        "migrations",
        gettext_lazy("The database is as this version wants it"),
        operations.migrations_are_applied,
    ),
    Probe("clock", gettext_lazy("Our clock agrees with the database's"), operations.clock_is_right),
    Probe("disk", gettext_lazy("There is room on the disk"), operations.disk_has_room),
    Probe(
        "headers", gettext_lazy("Pages are sent with their headers"), operations.headers_are_sent
    ),
    Probe("doors", gettext_lazy("There is one door to sign in by"), operations.doors_are_shut),
    Probe(
        "settings",
        gettext_lazy("The settings are fit for production"),
        operations.settings_are_sound,
    ),
    Probe("backup", gettext_lazy("There is a backup of today"), operations.backup_is_recent),
    Probe("worker", gettext_lazy("A worker is at work"), background.worker_is_alive),
    Probe("outbox", gettext_lazy("Effects are delivered in time"), background.outbox_moves),
    Probe("parked", gettext_lazy("No effect failed for good"), background.nothing_is_parked),
    Probe("tasks", gettext_lazy("Tasks are done in time"), background.tasks_move),
    Probe("failed_tasks", gettext_lazy("No task failed for good"), background.no_task_failed),
    Probe("chores", gettext_lazy("Chores are done"), background.chores_are_done),
    Probe("store", gettext_lazy("The stores of files answer"), media.store_answers),
    Probe("store_private", gettext_lazy("Nobody else reads files"), media.private_store_is_private),
    Probe("store_public", gettext_lazy("Public files load"), media.public_files_load),
    Probe("words", gettext_lazy("Documents are read for the search"), media.words_can_be_read),
    Probe("search", gettext_lazy("The search answers"), search.index_answers),
    Probe("search_private", gettext_lazy("Nobody else reads the index"), search.index_is_private),
    Probe("search_whole", gettext_lazy("The search has every page"), search.index_matches_database),
    Probe("mail", gettext_lazy("The mail server takes mails"), background.mail_server_answers),
]


@dataclass(frozen=True)
class Finding:
    probe: Probe
    problem: CheckMessage | None

    @property
    def ok(self) -> bool:
        return self.problem is None

    def as_dict(self) -> dict[str, Any]:
        return {
            "name": self.probe.name,
            "ok": self.ok,
            "promise": str(self.probe.promise),
            "id": self.problem.id if self.problem else None,
            "problem": str(self.problem.msg) if self.problem else None,
            "remedy": str(self.problem.hint or "") if self.problem else None,
        }


def examine(probes: Iterable[Probe] | None = None) -> list[Finding]:
    asked = [_Asking(probe) for probe in (PROBES if probes is None else probes)]
    for each in asked:
        each.begin()
    return [Finding(each.probe, each.answer()) for each in asked]


class _Asking(threading.Thread):
    """Asks one probe, with connections of its own; it is left behind if it hangs."""

    def __init__(self, probe: Probe) -> None:
        super().__init__(name=f"probe {probe.name}", daemon=True)
        self.probe = probe
        self.language = translation.get_language()
        self.until = 0.0
        self.problem: CheckMessage | None = None

    def begin(self) -> None:
        self.until = time.monotonic() + SECONDS
        self.start()
        self.join(SECONDS_AHEAD)

    def run(self) -> None:
        try:
            with translation.override(self.language):
                self.problem = self.probe.ask()
        except Exception as error:
            logger.exception("The probe %s broke", self.probe.name)
            self.problem = Error(
                _("The question itself broke: %(error)s.") % {"error": type(error).__name__},
                hint=_("Read the log: it says where."),
                id="operations.P001",
            )
        finally:
            connections.close_all()

    def answer(self) -> CheckMessage | None:
        self.join(max(0, self.until - time.monotonic()))
        if self.is_alive():
            return Error(
                _("There was no answer within %(count)d seconds.") % {"count": SECONDS},
                hint=_("Something it asks hangs: the other findings may tell what."),
                id="operations.P002",
            )
        return self.problem
