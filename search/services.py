"""Keeps the entries equal to the public pages: the only writer of entries."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend

from core.querysets import PublicQuerySet, public_pages
from search.models import Entry
from search.project import entry_of

# Enough to save on queries, few enough to hold in memory with all their text.
CHUNK = 200


def refresh(pages: models.QuerySet[Page]) -> None:
    """Give the pages that are public an entry that says what they say, and the others none."""
    with transaction.atomic():
        Entry.objects.filter(page__in=pages).exclude(page__in=public_pages()).delete()
        for page in _with_address(public_pages().filter(pk__in=pages.values("pk"))):
            entry_of(page).save()


def refresh_page(pk: int) -> None:
    refresh(Page.objects.filter(pk=pk))


def refresh_tree(pk: int) -> None:
    """Refresh a page and all below it; nothing when it is gone."""
    page = Page.objects.filter(pk=pk).first()
    if page:
        refresh(Page.objects.descendant_of(page, inclusive=True))


def refresh_pages(keys: list[int]) -> None:
    refresh(Page.objects.filter(pk__in=keys))


def pages_showing(document: models.Model) -> list[int]:
    """Return the keys of the pages that offer a file, as Wagtail's reference index knows them."""
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(document),
        to_object_id=str(document.pk),
    )
    return [int(key) for key in references.values_list("object_id", flat=True).distinct()]


def rebuild() -> Iterator[tuple[int, int]]:
    """Write every entry anew; yield how many are done, of how many, after each chunk."""
    Entry.objects.exclude(page__in=public_pages()).delete()
    done, total = 0, public_pages().count()
    for pages in _chunks():
        entries = [entry_of(page) for page in pages]
        with transaction.atomic():
            Entry.objects.bulk_create(
                entries,
                update_conflicts=True,
                unique_fields=["page"],
                update_fields=[f.name for f in Entry._meta.concrete_fields if not f.primary_key],
            )
            # A bulk write sends no signal: Wagtail's index is told by us.
            get_search_backend().add_bulk(Entry, entries)
        done += len(entries)
        yield done, total


@dataclass
class Drift:
    """Where the entries differ from the public pages, by the keys of the pages."""

    missing: list[int] = field(default_factory=list)
    superfluous: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.superfluous or self.stale)

    def repair(self) -> None:
        refresh_pages(self.missing + self.superfluous + self.stale)


def find_drift() -> Drift:
    """Compare every entry with its page. Reads every public page: a matter for the night."""
    superfluous = Entry.objects.exclude(page__in=public_pages())
    drift = Drift(superfluous=list(superfluous.values_list("pk", flat=True)))
    for pages in _chunks():
        # An entry that Wagtail's index has lost is as good as none.
        found = Entry.objects.filter(page__in=pages, index_entries__isnull=False).in_bulk()
        for page in pages:
            entry = found.get(page.pk)
            if entry is None:
                drift.missing.append(page.pk)
            elif entry.says() != entry_of(page).says():
                drift.stale.append(page.pk)
    return drift


def _chunks() -> Iterator[list[Page]]:
    keys = list(public_pages().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        # Asked again: one may have been taken down since.
        yield _with_address(public_pages().filter(pk__in=keys[start : start + CHUNK]))


def _with_address(pages: PublicQuerySet) -> list[Page]:
    """Return the pages as their specific selves; without those that belong to no site."""
    return [page for page in pages.specific() if page.get_url_parts()]
