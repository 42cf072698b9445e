"""Which entries Elasticsearch finds, the best first, and which of them the database confirms."""

import logging
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from elastic_transport import ApiError
from wagtail.models import Page

from background.errors import Unavailable
from search.elastic.breaker import breaker
from search.elastic.client import NAME, SECONDS_TO_SEARCH, cause_of, connected
from search.elastic.index import MOST, alias
from search.models import Entry

logger = logging.getLogger(__name__)


class ElasticHits:
    """Of what Elasticsearch found, what may be found: asked of the database, and counted, once.

    However many hits there are, that is one query; a slice is another. A hit that the database
    does not confirm is neither shown nor counted.
    """

    def __init__(self, keys: list[int], pages: QuerySet[Page]) -> None:
        self.found = keys
        self.pages = pages

    @cached_property
    def keys(self) -> list[int]:
        confirmed = Entry.objects.filter(pk__in=self.found, page__in=self.pages)
        public = set(confirmed.values_list("pk", flat=True)) if self.found else set()
        return [key for key in self.found if key in public]

    def count(self) -> int:
        return len(self.keys)

    def __getitem__(self, wanted: slice) -> list[Entry]:
        keys = self.keys[wanted]
        entries = Entry.objects.select_related("page", "locale").in_bulk(keys)
        # One may have gone since it was found.
        return [entries[key] for key in keys if key in entries]


def rank(
    terms: list[str], pages: QuerySet[Page], language: str, *, any_term: bool = False
) -> ElasticHits:
    """Return the entries of `pages`, all in `language`, that hold every term, or any of them.

    Raises Unavailable, at once while it is known to be down. More than 10,000 are not looked at.
    """
    if not breaker.lets_through():
        raise Unavailable(NAME)
    try:
        keys = _ask(_query(terms, language, any_term))
    except Unavailable as error:
        breaker.failed()
        # Never the words: they are the visitor's.
        logger.warning("%s (%s): the embedded search answers", error.service, cause_of(error))
        raise
    breaker.answered()
    return ElasticHits(keys, pages)


def _ask(query: dict[str, Any]) -> list[int]:
    try:
        with connected(SECONDS_TO_SEARCH) as client:
            answer = client.search(
                index=alias(),
                query=query,
                size=MOST,
                sort=[{"_score": "desc"}, {"page": "desc"}],
                track_total_hits=False,
                allow_partial_search_results=False,
                # The key is in what they are sorted by. Reading it from each hit takes 250 ms in
                # place of 5 where 2,000 are found (measured).
                stored_fields="_none_",
                filter_path="hits.hits.sort",
            )
    except ApiError as error:
        # It does not understand us: for a visitor that is as good as no answer.
        raise Unavailable(NAME) from error
    return [hit["sort"][-1] for hit in answer.get("hits", {}).get("hits", [])]


def _query(terms: list[str], language: str, any_term: bool) -> dict[str, Any]:
    return {
        "bool": {
            # A term counts by its weight in the whole page, where a title counts thrice.
            "must": {
                "combined_fields": {
                    "query": " ".join(terms),
                    "fields": ["title^3", "text"],
                    "operator": "or" if any_term else "and",
                }
            },
            "filter": {"term": {"locale": language}},
        }
    }
