"""What a visitor's words find: public pages in one language, the best first."""

from dataclasses import dataclass, field
from functools import cached_property

from wagtail.models import Page

from core.querysets import public_pages
from search.ranking import Hits, rank
from search.text import query_terms


@dataclass
class Found:
    """The answer to a query. `hits` is for a paginator; `matched_any` says that no page has every word."""

    terms: list[str] = field(default_factory=list)
    hits: Hits | tuple[()] = ()
    matched_any: bool = False

    @cached_property
    def total(self) -> int:
        return self.hits.count() if self.terms else 0


def find(query: str, language: str) -> Found:
    """Return the pages that have every word of the query; failing that, any word.

    Which pages are public is asked of the database together with the words, never remembered.
    """
    terms = query_terms(query, language)
    if not terms:
        return Found()
    pages = public_pages(Page, language).order_by()
    found = Found(terms, rank(terms, pages))
    if found.total or len(terms) == 1:
        return found
    return Found(terms, rank(terms, pages, any_term=True), matched_any=True)
