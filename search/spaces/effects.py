"""What follows for the search of a space from what is written there: nothing but keys is recorded.

A text is read a little after the last word was typed: somebody may be writing in it for an hour.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from background.effects import effect
from background.services import record
from coalitions.models import Comment, Draft, FileVersion, SpaceFile
from search.models import SpaceEntry
from search.spaces import services
from search.spaces.mirror import SPACES

PAUSE = timedelta(seconds=30)


@receiver(post_save, sender=Draft)
def draft_written(instance: Draft, *, created: bool, **_: Any) -> None:
    _record("draft", instance.pk, timedelta(0) if created else PAUSE)


@receiver(post_save, sender=Comment)
def comment_made(instance: Comment, **_: Any) -> None:
    _record("comment", instance.pk)


@receiver(post_save, sender=SpaceFile)
def file_changed(instance: SpaceFile, **_: Any) -> None:
    _record("file", instance.pk)


@receiver(post_save, sender=FileVersion)
def file_replaced(instance: FileVersion, **_: Any) -> None:
    _record("file", instance.file_id)


@receiver((post_save, post_delete), sender=SpaceEntry)
def entry_changed(instance: SpaceEntry, **_: Any) -> None:
    if SPACES.index.is_configured:
        record(kind="search.index_space_entry", subject=str(instance.key))


def record_unknown() -> None:
    """Record whatever has no entry yet; what could not be read stays parked for who looks there."""
    known = services.recorded()
    for name, key in services.unknown():
        if key not in known:
            _record(name, key)


def _record(name: str, key: UUID, delay: timedelta = timedelta(0)) -> None:
    record(kind=f"search.space_{name}", subject=str(key), delay=delay)


@effect("search.space_draft")
def refresh_draft(subject: str, payload: dict[str, Any]) -> None:
    draft = UUID(subject)
    services.refresh("draft", draft)
    for comment in services.in_another_language(draft):
        _record("comment", comment)


@effect("search.space_comment")
def refresh_comment(subject: str, payload: dict[str, Any]) -> None:
    services.refresh("comment", UUID(subject))


@effect("search.space_file")
def refresh_file(subject: str, payload: dict[str, Any]) -> None:
    services.refresh("file", UUID(subject))
