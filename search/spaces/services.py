"""Keeps the entries of spaces equal to what stands there: their only writer.

What is deleted takes its entry with it. What is in a trash, taken back or shared no more keeps its
own: the queryset of entries asks at each request what can be read.
"""

from collections.abc import Iterator, Set
from itertools import product
from uuid import UUID

from django.db import models, transaction

from background.chunks import chunks
from background.models import Effect, EffectQuerySet
from coalitions.models import Comment, Draft, SpaceFile
from coalitions.querysets import locked
from search.drift import Drift
from search.models import SpaceEntry
from search.spaces.documents import Thing, entry_of
from search.text import REVISION

CHUNK = 100
THINGS: dict[str, type[Thing]] = {"draft": Draft, "comment": Comment, "file": SpaceFile}
# A comment is read in the language of its draft.
ALONG = {"draft": ("shared",), "comment": ("thread__draft",), "file": ()}


def things(name: str) -> models.QuerySet[Thing]:
    """Return all drafts, all comments or all files of all spaces."""
    return THINGS[name]._default_manager.select_related(*ALONG[name])


def refresh(name: str, key: UUID) -> None:
    """Have the entry of a thing say what it says now; nothing when it is gone."""
    thing = things(name).filter(pk=key).first()
    if thing is not None:
        _write(entry_of(thing))


def in_another_language(draft: UUID) -> list[UUID]:
    """Return the comments on a draft that are read in another language than it is."""
    of_draft = SpaceEntry.objects.filter(comment__thread__draft=draft)
    other = of_draft.exclude(language=models.F("comment__thread__draft__language"))
    return list(other.values_list("comment", flat=True))


def unknown() -> Iterator[tuple[str, UUID]]:
    """Yield what has no entry, or one that was read by the rules of before."""
    unread = models.Q(search_entry=None) | ~models.Q(search_entry__revision=REVISION)
    for name in THINGS:
        keys = things(name).filter(unread).order_by("pk").values_list("pk", flat=True)
        yield from ((name, key) for key in keys)


def find_drift(but: Set[UUID] = frozenset()) -> Drift[UUID]:
    """Compare every entry with what it is of, `but` for some. A matter for the night: reads all."""
    drift: Drift[UUID] = Drift(missing=[key for _name, key in unknown() if key not in but])
    for name in THINGS:
        known = dict(SpaceEntry.objects.exclude(**{name: None}).values_list("pk", "digest"))
        for keys in chunks(known.keys() - but - {*drift.missing}, CHUNK):
            for thing in things(name).filter(pk__in=keys):
                if entry_of(thing).digest != known[thing.pk]:
                    drift.stale.append(thing.pk)
    return drift


def waiting() -> frozenset[UUID]:
    """Return the keys of what the worker is about to read: that it has not yet is no drift."""
    return _subjects(Effect.objects.waiting())


def recorded() -> frozenset[UUID]:
    """Return the keys of what the worker is about to read, or could not read."""
    return _subjects(Effect.objects.all())


def _subjects(effects: EffectQuerySet) -> frozenset[UUID]:
    of_spaces = effects.filter(kind__in=[f"search.space_{name}" for name in THINGS])
    return frozenset(map(UUID, of_spaces.values_list("subject", flat=True)))


def repair(drift: Drift[UUID]) -> None:
    for keys, name in product(chunks(drift.keys, CHUNK), THINGS):
        for thing in things(name).filter(pk__in=keys):
            _write(entry_of(thing))


@transaction.atomic
def _write(entry: SpaceEntry) -> None:
    thing = entry.draft or entry.comment or entry.file
    # It may have been deleted while it was read.
    if locked(type(thing)._default_manager.filter(pk=thing.pk)).exists():
        entry.save()
