"""Our index: what a document holds, under which names it lives, and how it is written.

Readers and writers know the alias only. A write carries the time at which the database was read, so
that what was read before never takes the place of what was read after, nor of a deletion.
"""

import hashlib
import json
import time
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.utils import timezone
from elasticsearch import Elasticsearch

from background.errors import Unavailable
from search.elastic.client import NAME, IndexMissing, is_passing
from search.models import Entry

# As many as Elasticsearch gives at a time, by its own default.
MOST = 10_000

SETTINGS = {
    # An old write is refused for as long as one may be under way after a deletion.
    "gc_deletes": "1h",
    # One machine or three: a copy on another as soon as there is one.
    "auto_expand_replicas": "0-1",
    "number_of_shards": 1,
}
# The terms are made by search/text.py, the same for queries: nothing is left to analyse.
TERMS = {"type": "text", "analyzer": "whitespace"}
MAPPING: dict[str, Any] = {
    "dynamic": "strict",
    # The database has the text; here it is only found.
    "_source": {"enabled": False},
    "properties": {
        "page": {"type": "long"},
        "locale": {"type": "keyword"},
        "kind": {"type": "keyword"},
        "date": {"type": "date"},
        "title": TERMS,
        "text": TERMS,
        "digest": {"type": "keyword", "index": False},
    },
}
SHAPE = hashlib.sha256(json.dumps([SETTINGS, MAPPING], sort_keys=True).encode()).hexdigest()[:16]


class Refused(Exception):
    """Elasticsearch does not take a document as it is, and will not take it later either."""


def alias() -> str:
    return f"{settings.ELASTICSEARCH_PREFIX}-pages"


def now() -> int:
    """Return the version of what is read of the database from here on."""
    return time.time_ns() // 1000


def document(entry: Entry, language: str) -> dict[str, Any]:
    return {
        "page": entry.pk,
        "locale": language,
        "kind": entry.kind,
        "date": entry.date,
        "title": entry.title_terms,
        "text": entry.text_terms,
        "digest": entry.digest,
    }


def is_current(client: Elasticsearch) -> bool:
    """Tell whether there is an index, and in the shape that this release writes."""
    if not client.indices.exists_alias(name=alias()):
        return False
    found = client.indices.get_mapping(index=alias()).body.values()
    return [each["mappings"].get("_meta") for each in found] == [{"shape": SHAPE}]


def create(client: Elasticsearch) -> str:
    """Make an empty index that nobody reads yet; return its name."""
    name = f"{alias()}-{timezone.now():%Y%m%d%H%M%S%f}"
    client.indices.create(
        index=name,
        settings={"index": SETTINGS},
        mappings=MAPPING | {"_meta": {"shape": SHAPE}},
    )
    return name


def swap(client: Elasticsearch, name: str) -> None:
    """Have everybody read and write the index of this name, at once; delete those before it.

    What a rebuild that died left behind goes too. When one that began later has come in before
    us, ours goes.
    """
    # Whatever took the name that is the alias's is among them.
    found = client.indices.get(index=f"{alias()}*").body
    if any(alias() in index["aliases"] for each, index in found.items() if each > name):
        client.indices.delete(index=name, ignore_unavailable=True)
        return
    client.indices.refresh(index=name)
    client.indices.update_aliases(
        actions=[
            *({"remove_index": {"index": each}} for each in found if each < name),
            {"add": {"index": name, "alias": alias()}},
        ]
    )


def write(
    client: Elasticsearch,
    documents: Iterable[dict[str, Any]],
    *,
    gone: Collection[int] = (),
    version: int,
    into: str | None = None,
) -> None:
    """Write these documents and delete those of the pages that are `gone`.

    Raises IndexMissing rather than have Elasticsearch invent an index; Refused when it takes one
    of the documents for wrong, after all the others were written.
    """
    guard = {"version": version, "version_type": "external_gte"}
    operations: list[dict[str, Any]] = []
    for each in documents:
        operations += [{"index": {"_id": str(each["page"]), **guard}}, each]
    operations += [{"delete": {"_id": str(pk), **guard}} for pk in gone]
    if not operations:
        return
    # A deletion needs no alias, whatever is required: Elasticsearch would invent an index for it.
    if gone and not into and not client.indices.exists_alias(name=alias()):
        raise IndexMissing
    answer = client.bulk(index=into or alias(), operations=operations, require_alias=not into)
    # 409: something newer stands there already, which is as it should be.
    _judge(
        [
            result
            for item in answer["items"]
            for result in item.values()
            if "error" in result and result["status"] != 409
        ]
    )


def _judge(failures: list[dict[str, Any]]) -> None:
    if any(each["status"] == 404 for each in failures):
        raise IndexMissing
    if any(is_passing(each["status"]) for each in failures):
        raise Unavailable(NAME)
    if failures:
        raise Refused(f"{len(failures)} documents: {failures[0]['error']['type']}")


def digests(client: Elasticsearch) -> dict[int, str]:
    """Return what each document says, by the key of its page, as `Entry.digest` does."""
    client.indices.refresh(index=alias())
    return dict(_digests(client))


def _digests(client: Elasticsearch) -> Iterator[tuple[int, str]]:
    after: list[Any] | None = None
    while True:
        answer = client.search(
            index=alias(),
            size=MOST,
            sort="page:asc",
            search_after=after,
            docvalue_fields=[{"field": "digest"}],
            stored_fields="_none_",
            track_total_hits=False,
            allow_partial_search_results=False,
        )
        hits = answer["hits"]["hits"]
        for hit in hits:
            yield hit["sort"][0], hit["fields"]["digest"][0]
        if len(hits) < MOST:
            return
        after = hits[-1]["sort"]
