"""Keeps the entries equal to the public pages: the only writer of entries.

Wagtail's index in the database is written with them, so that both are there or neither.
"""

from collections.abc import Iterator

from django.db import models, transaction
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from core.querysets import PublicQuerySet, public_pages
from search.drift import Drift
from search.models import Entry
from search.project import entry_of

# Enough to save on queries, few enough to hold in memory with all their text.
CHUNK = 200


def refresh(pages: models.QuerySet[Page]) -> None:
    """Give the pages that are public an entry that says what they say, and the others none."""
    with transaction.atomic():
        Entry.objects.filter(page__in=pages).exclude(page__in=public_pages()).delete()
        for chunk in _chunks(public_pages().filter(pk__in=pages.values("pk"))):
            _write(chunk)


def refresh_page(pk: int) -> None:
    refresh(Page.objects.filter(pk=pk))


def refresh_tree(pk: int) -> None:
    """Refresh a page and all below it, in every language; nothing when it is gone."""
    page = Page.objects.filter(pk=pk).first()
    if page:
        below = Page.objects.descendant_of(page, inclusive=True)
        refresh(Page.objects.filter(translation_key__in=below.values("translation_key")))


def rebuild() -> Iterator[tuple[int, int]]:
    """Write every entry anew; yield how many are done, of how many, after each chunk."""
    _superfluous().delete()
    done, total = 0, public_pages().count()
    for chunk in _chunks(public_pages()):
        _write(chunk)
        done += len(chunk)
        yield done, total


def count_drift() -> dict[str, int]:
    """Return how many public pages have no entry, and how many entries no public page.

    Two counts, for who asks each minute; what an entry says is compared at night.
    """
    return {
        "missing": public_pages().exclude(pk__in=Entry.objects.values("page")).count(),
        "superfluous": _superfluous().count(),
    }


def find_drift() -> Drift:
    """Compare every entry with its page. Reads every public page: a matter for the night."""
    drift = Drift(superfluous=list(_superfluous().values_list("pk", flat=True)))
    for pages in _chunks(public_pages()):
        # An entry that Wagtail's index has lost is as good as none.
        found = Entry.objects.filter(page__in=pages, index_entries__isnull=False).in_bulk()
        for page in pages:
            entry = found.get(page.pk)
            if entry is None:
                drift.missing.append(page.pk)
            elif entry.says() != entry_of(page).says():
                drift.stale.append(page.pk)
    return drift


def repair(drift: Drift) -> None:
    for start in range(0, len(drift.keys), CHUNK):
        refresh(Page.objects.filter(pk__in=drift.keys[start : start + CHUNK]))


def _superfluous() -> models.QuerySet[Entry]:
    """Return the entries of what is not public any more."""
    return Entry.objects.exclude(page__in=public_pages())


def _write(pages: list[Page]) -> None:
    entries = [entry_of(page) for page in pages]
    with transaction.atomic():
        Entry.objects.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["page"],
            update_fields=[f.name for f in Entry._meta.concrete_fields if not f.primary_key],
        )
        get_search_backend().add_bulk(Entry, entries)


def _chunks(pages: PublicQuerySet) -> Iterator[list[Page]]:
    keys = list(pages.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        # Asked again: one may have been taken down since.
        yield _with_address(public_pages().filter(pk__in=keys[start : start + CHUNK]))


def _with_address(pages: PublicQuerySet) -> list[Page]:
    """Return the pages as their specific selves; without those that belong to no site."""
    return [page for page in pages.specific() if page.get_url_parts()]
