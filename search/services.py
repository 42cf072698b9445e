"""Keeps the entries equal to the public pages: the only writer of entries.

The full text beside them is written with them, so that both are there or neither.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.db import models, transaction
from wagtail.models import Page

from background.chunks import chunks
from core.querysets import PublicQuerySet, public_pages
from search.documents import entries_of
from search.drift import Drift
from search.embedded.fulltext import full_text
from search.models import Entry, Word
from search.text import REVISION, term_of

# Enough to save on queries, few enough to hold in memory with all their text: sets, and rows.
CHUNK, ROWS = 50, 200


def refresh(pages: models.QuerySet[Page]) -> None:
    """Give the pages that are public an entry that says what they say, and the others none.

    With their translations: each says in which languages the page can be read.
    """
    of_sets = {"translation_key__in": pages.values("translation_key")}
    gone = Entry.objects.exclude(page__in=public_pages())
    with transaction.atomic():
        gone.filter(page__in=Page.objects.filter(**of_sets)).delete()
        for chunk in _chunks(public_pages().filter(**of_sets)):
            write(entries_of(chunk))


def refresh_set(group: UUID) -> None:
    refresh(Page.objects.filter(translation_key=group))


def refresh_tree(pk: int) -> None:
    """Refresh a page and all below it, in every language; nothing when it is gone."""
    page = Page.objects.filter(pk=pk).first()
    if page:
        refresh(Page.objects.descendant_of(page, inclusive=True))


def rebuild() -> Iterator[tuple[int, int]]:
    """Write every entry anew; yield how many are done, of how many, after each chunk."""
    _superfluous().delete()
    done, total = 0, public_pages().count()
    for chunk in _chunks(public_pages()):
        write(entries_of(chunk))
        done += len(chunk)
        yield done, total
    recount_words()


def must_be_rebuilt() -> bool:
    """Tell whether the search knows nothing of a site, or knows it by the rules of before."""
    if Entry.objects.exists():
        return Entry.objects.exclude(revision=REVISION).exists()
    return bool(_with_address(public_pages()[:ROWS]))


def count_drift() -> dict[str, int]:
    """Return how many public pages have no entry, and how many entries no public page.

    Two counts, for who asks each minute; what an entry says is compared at night.
    """
    return {
        "missing": public_pages().exclude(pk__in=Entry.objects.values("page")).count(),
        "superfluous": _superfluous().count(),
    }


def find_drift() -> Drift[int]:
    """Compare every entry with its page. Reads every public page: a matter for the night."""
    drift: Drift[int] = Drift(superfluous=list(_superfluous().values_list("pk", flat=True)))
    for pages in _chunks(public_pages()):
        found = Entry.objects.filter(page__in=pages).only("digest").in_bulk()
        # An entry that has lost its full text is as good as none.
        known = full_text().known(found)
        for said in entries_of(pages):
            entry = found.get(said.pk)
            if entry is None or entry.pk not in known:
                drift.missing.append(said.pk)
            elif entry.digest != said.digest:
                drift.stale.append(said.pk)
    return drift


def repair(drift: Drift[int]) -> None:
    for keys in chunks(drift.keys, ROWS):
        refresh(Page.objects.filter(pk__in=keys))


def recount_words() -> None:
    """Count anew on how many pages each word stands; forget those that stand on none."""
    seen: Counter[tuple[str, str]] = Counter()
    for language, words in Entry.objects.values_list("language", "words").iterator():
        seen.update((language, word) for word in words.split())
    with transaction.atomic():
        Word.objects.all().delete()
        Word.objects.bulk_create(
            (
                Word(language=language, word=word, term=term_of(word, language), pages=pages)
                for (language, word), pages in seen.items()
            ),
            batch_size=ROWS,
            ignore_conflicts=True,
        )


def _superfluous() -> models.QuerySet[Entry]:
    """Return the entries of what is not public any more."""
    return Entry.objects.exclude(page__in=public_pages())


def write(entries: Collection[Entry]) -> None:
    """Keep these entries, the full text beside them, and their words."""
    with transaction.atomic():
        Entry.objects.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["page"],
            update_fields=[f.name for f in Entry._meta.concrete_fields if not f.primary_key],
        )
        full_text().write(entries)
        _learn(entries)


def _learn(entries: Iterable[Entry]) -> None:
    """Know the words of these entries: what is typed nearly so is one of them."""
    seen = {(entry.language, word) for entry in entries for word in entry.words.split()}
    # In one order: two that write the same words at once do not wait for each other for ever.
    Word.objects.bulk_create(
        [
            Word(language=language, word=word, term=term_of(word, language))
            for language, word in sorted(seen)
        ],
        ignore_conflicts=True,
    )


def _chunks(pages: PublicQuerySet) -> Iterator[list[Page]]:
    """Yield the pages, some whole sets of translations at a time."""
    sets = pages.order_by("translation_key").values_list("translation_key", flat=True).distinct()
    for keys in chunks(list(sets), CHUNK):
        # Asked again: one may have been taken down since.
        yield _with_address(public_pages().filter(translation_key__in=keys))


def _with_address(pages: PublicQuerySet) -> list[Page]:
    """Return the pages as their specific selves; without those that belong to no site."""
    return [page for page in pages.specific() if page.get_url_parts()]
