"""Keeps the index of Elasticsearch equal to the entries: the only writer of documents.

Everything here may be done twice, late, or while others do the same. It raises Unavailable when
Elasticsearch does not answer.
"""

from collections import defaultdict
from collections.abc import Collection
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from elasticsearch import Elasticsearch

from background.chunks import chunks
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


def index_groups(groups: Collection[UUID]) -> None:
    """Have the index say what the entries of these sets say, or nothing where there are none."""
    with connected(SECONDS_TO_WRITE) as client:
        for some in chunks(groups, CHUNK):
            _equalise(client, some)


def rebuild_index() -> None:
    """Build an index beside the one in use, take its place, catch up on what changed meanwhile."""
    with connected(SECONDS_TO_WRITE) as client:
        name = index.create(client)
        for groups in chunks(_digests(), CHUNK):
            version = index.now()
            index.write(client, _documents(groups), version=version, into=name)
        index.swap(client, name)
    repair_index(find_index_drift())


def find_index_drift() -> Drift[UUID]:
    """Compare the index with the entries: which sets it knows, and what it says of each."""
    with connected(SECONDS_TO_WRITE) as client:
        # The index first: what was written in between is then no surplus.
        copy = index.digests(client)
        return Drift.between(_digests(), copy)


def repair_index(drift: Drift[UUID]) -> None:
    index_groups(drift.keys)


def make_index_equal() -> Drift[UUID]:
    """Make index and entries equal, whatever happened before; return where they differed."""
    if not has_index():
        rebuild_index()
        return Drift(missing=list(_digests()))
    drift = find_index_drift()
    repair_index(drift)
    return drift


def _equalise(client: Elasticsearch, groups: Collection[UUID]) -> None:
    # Before the database is read: see search/elastic/index.py.
    version = index.now()
    documents = _documents(groups)
    gone = set(groups) - {UUID(each["group"]) for each in documents}
    index.write(client, documents, gone=sorted(gone), version=version)


def _documents(groups: Collection[UUID]) -> list[dict[str, Any]]:
    entries = _public_entries().filter(group__in=groups).order_by("group", "language")
    # What a visitor reads stays in the database.
    entries = entries.defer("text", "title")
    return [
        index.document(list(each)) for _group, each in groupby(entries, key=lambda each: each.group)
    ]


def _digests() -> dict[UUID, str]:
    """Return what the entries of each set say."""
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for group, said in _public_entries().values_list("group", "digest"):
        found[group].append(said)
    return {group: index.digest(said) for group, said in found.items()}


def _public_entries() -> QuerySet[Entry]:
    # An entry may outlive its page's being public by a moment.
    return Entry.objects.filter(page__in=public_pages().order_by())
