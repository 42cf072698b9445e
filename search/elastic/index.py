"""An index of ours: its names, its shape, how it is written.

Readers and writers know the alias only. A write carries the time at which the database was read, so
that what was read before never takes the place of what was read after, nor of a deletion.
"""

import hashlib
import json
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from elastic_transport import ApiError
from elasticsearch import Elasticsearch

from background.errors import Unavailable
from search.contract import MOST
from search.elastic.client import (
    NAME,
    SECONDS_TO_SEARCH,
    IndexMissing,
    connected,
    is_configured,
    is_passing,
)

SETTINGS = {
    # An old write is refused for as long as one may be under way after a deletion.
    "gc_deletes": "1h",
    # One machine or three: a copy on another as soon as there is one.
    "auto_expand_replicas": "0-1",
    "number_of_shards": 1,
}
KEYWORD = {"type": "keyword"}
# The terms are made by search/text.py, the same for queries: nothing is left to analyse.
TERMS = {"type": "text", "analyzer": "whitespace"}


class Refused(Exception):
    """Elasticsearch does not take a document as it is, and will not take it later either."""


def now() -> int:
    """Return the version of what is read of the database from here on."""
    return time.time_ns() // 1000


@dataclass(frozen=True)
class Index:
    """`fields` are those of a document beside its `key` and its `digest`; `credential` is the name
    of the API key, among the settings, that opens this index and no other.
    """

    name: str
    credential: str
    fields: Callable[[], dict[str, Any]]

    @property
    def alias(self) -> str:
        return f"{settings.ELASTICSEARCH_PREFIX}-{self.name}"

    @property
    def api_key(self) -> str:
        return str(settings.ELASTICSEARCH[self.credential])

    @property
    def is_configured(self) -> bool:
        """Whether there is an Elasticsearch, and a key of this index where keys are asked for."""
        asks_for_keys = bool(settings.ELASTICSEARCH["api_key"])
        return is_configured() and (bool(self.api_key) or not asks_for_keys)

    def connected(self, seconds: float) -> AbstractContextManager[Elasticsearch]:
        """Give a client with the key of this index; see search/elastic/client.py."""
        return connected(seconds, api_key=self.api_key)

    def ask(self, **said: Any) -> dict[str, Any]:
        """Return the answer to a search. Raises Unavailable when there is none in time."""
        try:
            with self.connected(SECONDS_TO_SEARCH) as client:
                answer = client.search(
                    index=self.alias,
                    # A part of the answer is none: the database has all of it.
                    allow_partial_search_results=False,
                    source=False,
                    **said,
                )
        except ApiError as error:
            # It does not understand us: for a visitor that is as good as no answer.
            raise Unavailable(NAME) from error
        return dict(answer.body)

    def mapping(self) -> dict[str, Any]:
        return {
            "dynamic": "strict",
            # The database has the text; here it is only found.
            "_source": {"enabled": False},
            "properties": {
                "key": KEYWORD,
                "digest": {"type": "keyword", "index": False},
                **self.fields(),
            },
        }

    def shape(self) -> str:
        """Return a sign of what an index of this release looks like, for these languages."""
        said = json.dumps([SETTINGS, self.mapping()], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    def is_current(self, client: Elasticsearch) -> bool:
        """Tell whether there is an index, and in the shape that this release writes."""
        if not client.indices.exists_alias(name=self.alias):
            return False
        found = client.indices.get_mapping(index=self.alias).body.values()
        return [each["mappings"].get("_meta") for each in found] == [{"shape": self.shape()}]

    def create(self, client: Elasticsearch) -> str:
        """Make an empty index that nobody reads yet; return its name."""
        name = f"{self.alias}-{timezone.now():%Y%m%d%H%M%S%f}"
        client.indices.create(
            index=name,
            settings={"index": SETTINGS},
            mappings=self.mapping() | {"_meta": {"shape": self.shape()}},
        )
        return name

    def swap(self, client: Elasticsearch, name: str) -> None:
        """Have everybody read and write the index of this name, at once; delete those before it.

        What a rebuild that died left behind goes too. When one that began later has come in before
        us, ours goes.
        """
        # Whatever took the name that is the alias's is among them.
        found = client.indices.get(index=f"{self.alias}*").body
        if any(self.alias in index["aliases"] for each, index in found.items() if each > name):
            client.indices.delete(index=name, ignore_unavailable=True)
            return
        client.indices.refresh(index=name)
        # One segment is read twice as fast as the many of a rebuild. It goes on for as long as it
        # takes; who searches meanwhile reads the many.
        client.indices.forcemerge(index=name, max_num_segments=1, wait_for_completion=False)
        client.indices.update_aliases(
            actions=[
                *({"remove_index": {"index": each}} for each in found if each < name),
                {"add": {"index": name, "alias": self.alias}},
            ]
        )

    def write(
        self,
        client: Elasticsearch,
        documents: Iterable[dict[str, Any]],
        *,
        gone: Collection[UUID] = (),
        version: int,
        into: str | None = None,
    ) -> None:
        """Write these documents and delete those of the keys that are `gone`.

        Raises IndexMissing rather than have Elasticsearch invent an index; Refused when it takes
        one of the documents for wrong, after all the others were written.
        """
        guard = {"version": version, "version_type": "external_gte"}
        operations: list[dict[str, Any]] = []
        for each in documents:
            operations += [{"index": {"_id": each["key"], **guard}}, each]
        operations += [{"delete": {"_id": str(key), **guard}} for key in gone]
        if not operations:
            return
        # A deletion needs no alias, whatever is required: an index would be invented for it.
        if gone and not into and not client.indices.exists_alias(name=self.alias):
            raise IndexMissing
        answer = client.bulk(
            index=into or self.alias, operations=operations, require_alias=not into
        )
        # 409: something newer stands there already, which is as it should be.
        _judge(
            [
                result
                for item in answer["items"]
                for result in item.values()
                if "error" in result and result["status"] != 409
            ]
        )

    def digests(self, client: Elasticsearch) -> dict[UUID, str]:
        """Return what each document says, by its key."""
        client.indices.refresh(index=self.alias)
        return dict(self._digests(client))

    def _digests(self, client: Elasticsearch) -> Iterator[tuple[UUID, str]]:
        after: list[Any] | None = None
        while True:
            answer = client.search(
                index=self.alias,
                size=MOST,
                sort="key:asc",
                search_after=after,
                docvalue_fields=[{"field": "digest"}],
                stored_fields="_none_",
                track_total_hits=False,
                allow_partial_search_results=False,
            )
            hits = answer["hits"]["hits"]
            for hit in hits:
                yield UUID(hit["sort"][0]), hit["fields"]["digest"][0]
            if len(hits) < MOST:
                return
            after = hits[-1]["sort"]


def _judge(failures: list[dict[str, Any]]) -> None:
    if any(each["status"] == 404 for each in failures):
        raise IndexMissing
    if any(is_passing(each["status"]) for each in failures):
        raise Unavailable(NAME)
    if failures:
        raise Refused(f"{len(failures)} documents: {failures[0]['error']['type']}")
