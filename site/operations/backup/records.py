"""Remembers when the last whole backup was made, for the checkup and for administrators.

In the database, beside the chores: web, worker and the machine that backs up share no other place.
A restored site has no backup of its own yet, so that restoring forgets the record.
"""

from datetime import datetime

from background.models import ChoreRun

NAME = "operations.backup"
INCOMPLETE = "Incomplete"


def last_backup() -> datetime | None:
    """Return when the last whole backup was begun; None when there was never one."""
    return (
        ChoreRun.objects.filter(name=NAME, ended_at__isnull=False)
        .values_list("begun_at", flat=True)
        .first()
    )


def remember_success(*, begun_at: datetime, ended_at: datetime) -> None:
    ChoreRun.objects.update_or_create(
        name=NAME, defaults={"begun_at": begun_at, "ended_at": ended_at, "error": ""}
    )


def remember_failure(error: str, *, begun_at: datetime) -> None:
    """Say what the last one failed with, beside the time of the last that was whole."""
    ChoreRun.objects.update_or_create(
        name=NAME,
        defaults={"error": error[:100]},
        create_defaults={"begun_at": begun_at, "error": error[:100]},
    )


def forget() -> None:
    ChoreRun.objects.filter(name=NAME).delete()
