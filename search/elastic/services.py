"""Keeps the index of Elasticsearch equal to the entries: the only writer of documents.

Everything here may be done twice, late, or while others do the same. It raises Unavailable when
Elasticsearch does not answer.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from elasticsearch import Elasticsearch

from core.querysets import public_pages
from search.drift import Drift
from search.elastic import index
from search.elastic.client import SECONDS_TO_WRITE, connected
from search.models import Entry

# With all their text, well below what Elasticsearch takes at once.
CHUNK = 200


def has_index() -> bool:
    """Tell whether there is an index, in the shape that this release writes."""
    with connected(SECONDS_TO_WRITE) as client:
        return index.is_current(client)


def index_page(pk: int) -> None:
    """Have the index say what the entry of the page says, or nothing when there is none."""
    with connected(SECONDS_TO_WRITE) as client:
        _equalise(client, [pk])


def rebuild_index() -> None:
    """Build an index beside the one in use, take its place, catch up on what changed meanwhile."""
    with connected(SECONDS_TO_WRITE) as client:
        name = index.create(client)
        for keys in _chunks(_public_entries().order_by("pk").values_list("pk", flat=True)):
            version = index.now()
            index.write(client, _documents(keys), version=version, into=name)
        index.swap(client, name)
    repair_index(find_index_drift())


def find_index_drift() -> Drift:
    """Compare the index with the entries: which pages it knows, and what it says of each."""
    with connected(SECONDS_TO_WRITE) as client:
        # The index first: what was written in between is then no surplus.
        copy = index.digests(client)
        return Drift.between(dict(_public_entries().values_list("pk", "digest")), copy)


def repair_index(drift: Drift) -> None:
    with connected(SECONDS_TO_WRITE) as client:
        for keys in _chunks(drift.keys):
            _equalise(client, keys)


def make_index_equal() -> Drift:
    """Make index and entries equal, whatever happened before; return where they differed."""
    if not has_index():
        rebuild_index()
        return Drift(missing=list(_public_entries().values_list("pk", flat=True)))
    drift = find_index_drift()
    repair_index(drift)
    return drift


def _equalise(client: Elasticsearch, keys: list[int]) -> None:
    # Before the database is read: see search/elastic/index.py.
    version = index.now()
    documents = _documents(keys)
    gone = set(keys) - {each["page"] for each in documents}
    index.write(client, documents, gone=sorted(gone), version=version)


def _documents(keys: list[int]) -> list[dict[str, Any]]:
    entries = _public_entries().filter(pk__in=keys).select_related("locale")
    return [index.document(entry, entry.locale.language_code) for entry in entries]


def _public_entries() -> QuerySet[Entry]:
    # An entry may outlive its page's being public by a moment.
    return Entry.objects.filter(page__in=public_pages().order_by())


def _chunks(keys: Iterable[int]) -> Iterator[list[int]]:
    keys = list(keys)
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]
