"""Removes files that nothing names any longer: never at once, and never one that is in use.

A deletion is recorded with the change that asks for it. The worker then asks the database which
rows name the file now, so that a deletion that comes late takes nothing away.
"""

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.files.storage import storages
from django.db.models import FileField, Model

from background.effects import effect
from background.models import Effect
from background.services import record

KIND = "media.discard"


def discard_later(*, alias: str, name: str, grace: timedelta) -> None:
    """Have a file of the store `alias` removed after `grace`, unless a row names it by then."""
    record(kind=KIND, subject=_subject(alias, name), delay=grace)


@effect(KIND)
def discard(subject: str, payload: dict[str, Any]) -> None:
    alias, _colon, name = subject.partition(":")
    if not named(alias, [name]):
        store: Any = storages[alias]
        store.purge(name)


def file_fields(alias: str) -> Iterator[tuple[type[Model], str]]:
    """Yield the fields, of any model, whose files are in the store `alias`."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, FileField) and getattr(field.storage, "alias", None) == alias:
                yield model, field.name


def named(alias: str, names: Collection[str]) -> set[str]:
    """Return those of the names that a row has."""
    return {
        name
        for model, field in file_fields(alias)
        for name in model._base_manager.filter(**{f"{field}__in": names}).values_list(
            field, flat=True
        )
    }


def waiting(alias: str, names: Collection[str]) -> set[str]:
    """Return those of the names that were deleted, and wait for the end of their grace."""
    by_subject = {_subject(alias, name): name for name in names}
    subjects = Effect.objects.filter(kind=KIND, subject__in=by_subject)
    return {by_subject[subject] for subject in subjects.values_list("subject", flat=True)}


def _subject(alias: str, name: str) -> str:
    return f"{alias}:{name}"
