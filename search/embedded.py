"""The search in the database itself: the engine of each, behind `count()` and a slice.

PostgreSQL answers through Wagtail's public interface. SQLite does not: Wagtail's compiler scores
every row in a query of its own, 1.3 to 2 seconds a page at 2,000 entries; the join here gives the
same rows from the same index in 6 ms (both measured).
"""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import FloatField, Func, IntegerField, Lookup, QuerySet, TextField, Value
from django.db.models.functions import Cast
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText

from search.hits import Hits
from search.models import Entry

# A model that Wagtail has on SQLite alone.
SQLITE_INDEX = ("wagtailsearch", "SQLiteFTSIndexEntry")


def rank(terms: list[str], pages: QuerySet[Page], *, any_term: bool = False) -> Hits:
    """Return the entries of `pages` that hold every term, or any of them."""
    if connection.vendor == "sqlite":
        return SqliteHits(terms, pages, any_term=any_term)
    hits: Hits = get_search_backend().search(
        PlainText(" ".join(terms), operator="or" if any_term else "and"),
        Entry.objects.filter(page__in=pages).select_related("page", "locale"),
    )
    return hits


class SqliteHits:
    def __init__(self, terms: list[str], pages: QuerySet[Page], *, any_term: bool) -> None:
        self.rows = (
            apps.get_model(*SQLITE_INDEX)
            .objects.filter(Match(FullText(), Value(_expression(terms, any_term))))
            .annotate(
                # Cast, though it is one already: else SQLite begins with every entry of this type
                # and asks the full-text index about each, 130 ms in place of 6.
                type=Cast("index_entry__content_type_id", IntegerField()),
                found=Cast("index_entry__object_id", IntegerField()),
            )
            .filter(type=ContentType.objects.get_for_model(Entry).pk, found__in=pages.values("pk"))
        )

    def count(self) -> int:
        return self.rows.count()

    def __getitem__(self, wanted: slice) -> list[Entry]:
        best_first = self.rows.annotate(score=Bm25()).order_by("score", "-found")
        keys = list(best_first.values_list("found", flat=True)[wanted])
        entries = Entry.objects.select_related("page", "locale").in_bulk(keys)
        # One may have gone since it was found.
        return [entries[key] for key in keys if key in entries]


class FullText(Func):
    """All columns of the index at once: SQLite calls them as it calls the table."""

    template = "wagtailsearch_indexentry_fts"
    output_field = TextField()


class Match(Lookup[str]):
    """A condition as it stands, which a lookup alone is in every version of Django.

    A function that is true or false becomes `… MATCH … = True` in Django 6.1, which SQLite refuses:
    it may look into its index for a condition only.
    """

    lookup_name = "match"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        left, of_left = self.process_lhs(compiler, connection)
        right, of_right = self.process_rhs(compiler, connection)
        return f"{left} MATCH {right}", (*of_left, *of_right)


class Bm25(Func):
    """The less, the better. The columns are autocomplete, body and title: a title counts thrice."""

    template = "bm25(wagtailsearch_indexentry_fts, 0, 1, 3)"
    output_field = FloatField()


def _expression(terms: list[str], any_term: bool) -> str:
    # In quotation marks a term is only letters: none can hold one, see `search/text.py`.
    together = (" OR " if any_term else " AND ").join(f'"{term}"' for term in terms)
    return f"{{title body}} : ({together})"
