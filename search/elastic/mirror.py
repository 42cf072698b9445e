"""Keeps an index of Elasticsearch equal to what the database says: the only writer of documents.

Everything here may be done twice, late, or while others do the same. It raises Unavailable when
Elasticsearch does not answer.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from elasticsearch import Elasticsearch

from background.chunks import chunks
from search.drift import Drift
from search.elastic.client import SECONDS_TO_WRITE
from search.elastic.index import Index, now

# With all their text, well below what Elasticsearch takes at once.
CHUNK = 200


@dataclass(frozen=True)
class Mirror:
    """`digests` says by key what the database has; `documents` gives those that there are of some
    keys, each with its `key` and its `digest`.
    """

    index: Index
    digests: Callable[[], Mapping[UUID, str]]
    documents: Callable[[Collection[UUID]], Sequence[dict[str, Any]]]

    def has_index(self) -> bool:
        """Tell whether there is an index, in the shape that this release writes."""
        with self.index.connected(SECONDS_TO_WRITE) as client:
            return self.index.is_current(client)

    def update(self, keys: Collection[UUID]) -> None:
        """Have the index say what the database says of these keys, or nothing where that does."""
        with self.index.connected(SECONDS_TO_WRITE) as client:
            for some in chunks(keys, CHUNK):
                self._equalise(client, some)

    def rebuild(self) -> None:
        """Build an index beside the one in use, take its place, catch up on what changed."""
        with self.index.connected(SECONDS_TO_WRITE) as client:
            name = self.index.create(client)
            write = partial(self.index.write, client, into=name)
            # What is sent is taken in while the next is read.
            with ThreadPoolExecutor(max_workers=1) as sender:
                sent = sender.submit(write, [], version=now())
                for keys in chunks(self.digests(), CHUNK):
                    version = now()
                    documents = self.documents(keys)
                    sent.result()
                    sent = sender.submit(write, documents, version=version)
                sent.result()
            self.index.swap(client, name)
        self.repair(self.find_drift())

    def find_drift(self) -> Drift[UUID]:
        """Compare the index with the database: what it knows, and what it says of each."""
        with self.index.connected(SECONDS_TO_WRITE) as client:
            # The index first: what was written in between is then no surplus.
            copy = self.index.digests(client)
            return Drift.between(self.digests(), copy)

    def repair(self, drift: Drift[UUID]) -> None:
        self.update(drift.keys)

    def make_equal(self) -> Drift[UUID]:
        """Make both equal, whatever happened before; return where they differed."""
        if not self.has_index():
            self.rebuild()
            return Drift(missing=list(self.digests()))
        drift = self.find_drift()
        self.repair(drift)
        return drift

    def _equalise(self, client: Elasticsearch, keys: Collection[UUID]) -> None:
        # Before the database is read: see search/elastic/index.py.
        version = now()
        documents = self.documents(keys)
        gone = set(keys) - {UUID(each["key"]) for each in documents}
        self.index.write(client, documents, gone=sorted(gone), version=version)
