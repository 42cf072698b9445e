"""In which order entries answer, and who says so: Elasticsearch, or the database in its place.

Where there is no Elasticsearch, the embedded search is the search. Where there is one that does not
answer, the embedded search is a reduced form of it, and visitors are told.
"""

from typing import NamedTuple

from django.db.models import QuerySet
from wagtail.models import Page

from background.errors import Unavailable
from search import embedded
from search.elastic import ranking as elastic
from search.elastic.client import is_configured
from search.hits import Hits


class Ranked(NamedTuple):
    hits: Hits
    is_reduced: bool = False


def rank(
    terms: list[str], pages: QuerySet[Page], language: str, *, any_term: bool = False
) -> Ranked:
    """Return the entries of `pages`, all in `language`, that hold every term, or any of them."""
    if not is_configured():
        return Ranked(embedded.rank(terms, pages, any_term=any_term))
    try:
        return Ranked(elastic.rank(terms, pages, language, any_term=any_term))
    except Unavailable:
        return Ranked(embedded.rank(terms, pages, any_term=any_term), is_reduced=True)
