"""What a visitor's words find: public pages in one language, the best first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from wagtail.models import Page

from core.querysets import public_pages
from search.hits import Hits
from search.models import Entry
from search.ranking import rank
from search.text import query_terms


@dataclass
class Found:
    """The answer to a query, counted once and fetched by the slice.

    `matched_any` says that no page has every word, and that these have some of them; `is_reduced`
    that the search which should have answered did not.
    """

    terms: list[str] = field(default_factory=list)
    hits: Hits | None = None
    matched_any: bool = False
    is_reduced: bool = False

    @cached_property
    def total(self) -> int:
        # Not “if self.hits”: Wagtail's results would fetch every row to know their truth.
        return 0 if self.hits is None else self.hits.count()

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, wanted: slice) -> Sequence[Entry]:
        return [] if self.hits is None else self.hits[wanted]


def find(query: str, language: str, *, every_word: bool = False) -> Found:
    """Return the pages that have every word of the query; failing that, any word, where allowed.

    Which pages are public is asked of the database at each query, never remembered.
    """
    terms = query_terms(query, language)
    if not terms:
        return Found()
    pages = public_pages(Page, language).order_by()
    hits, is_reduced = rank(terms, pages, language)
    found = Found(terms, hits, is_reduced=is_reduced)
    if found.total or every_word or len(terms) == 1:
        return found
    hits, is_reduced = rank(terms, pages, language, any_term=True)
    other = Found(terms, hits, matched_any=True, is_reduced=is_reduced)
    return other if other.total else Found(terms, is_reduced=is_reduced)
