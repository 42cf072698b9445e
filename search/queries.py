"""What a visitor's words find: public pages in one language, the best first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from wagtail.models import Page

from core.querysets import public_pages
from search.models import Entry
from search.ranking import Hits, rank
from search.text import query_terms


@dataclass
class Found:
    """The answer to a query, counted once and fetched by the slice.

    `matched_any` says that no page has every word, and that these have some of them.
    """

    terms: list[str] = field(default_factory=list)
    hits: Hits | None = None
    matched_any: bool = False

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

    Which pages are public is asked of the database together with the words, never remembered.
    """
    terms = query_terms(query, language)
    if not terms:
        return Found()
    pages = public_pages(Page, language).order_by()
    found = Found(terms, rank(terms, pages))
    if found.total or every_word or len(terms) == 1:
        return found
    found = Found(terms, rank(terms, pages, any_term=True), matched_any=True)
    return found if found.total else Found(terms)
