"""Our index, of one document a set of translations: what it holds, its names, how it is written.

Readers and writers know the alias only. A write carries the time at which the database was read, so
that what was read before never takes the place of what was read after, nor of a deletion.
"""

import hashlib
import json
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from elasticsearch import Elasticsearch

from background.errors import Unavailable
from search.contract import FACETS, MOST
from search.elastic.client import NAME, IndexMissing, is_passing
from search.models import Entry
from web.languages import codes

SETTINGS = {
    # An old write is refused for as long as one may be under way after a deletion.
    "gc_deletes": "1h",
    # One machine or three: a copy on another as soon as there is one.
    "auto_expand_replicas": "0-1",
    "number_of_shards": 1,
}
# The terms are made by search/text.py, the same for queries: nothing is left to analyse.
TERMS = {"type": "text", "analyzer": "whitespace"}
# Each word once: how many there are says nothing.
WORDS = TERMS | {"norms": False, "index_options": "docs"}
KEYWORD = {"type": "keyword"}
# Terms by language: one text of many languages would be a long one, in which a word counts little.
FIELDS = {"title": TERMS, "text": TERMS, "files": TERMS, "words": WORDS}


class Refused(Exception):
    """Elasticsearch does not take a document as it is, and will not take it later either."""


def alias() -> str:
    return f"{settings.ELASTICSEARCH_PREFIX}-pages"


def now() -> int:
    """Return the version of what is read of the database from here on."""
    return time.time_ns() // 1000


def mapping() -> dict[str, Any]:
    return {
        "dynamic": "strict",
        # The database has the text; here it is only found.
        "_source": {"enabled": False},
        "properties": {
            **dict.fromkeys(("group", *FACETS), KEYWORD),
            "date": {"type": "date"},
            "digest": {"type": "keyword", "index": False},
            **{
                name: {"dynamic": "strict", "properties": dict.fromkeys(codes(), terms)}
                for name, terms in FIELDS.items()
            },
        },
    }


def shape() -> str:
    """Return a sign of what an index of this release looks like, for these languages."""
    said = json.dumps([SETTINGS, mapping()], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def document(entries: Sequence[Entry]) -> dict[str, Any]:
    """Return the document of a set of translations: what they say, each in its language."""
    first = entries[0]
    files: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for language, terms in entry.file_terms.items():
            files[language].add(terms)
    return {
        "group": str(first.group),
        "kind": first.kind,
        "topic": first.topics,
        "region": first.regions,
        "language": sorted(entry.language for entry in entries),
        "year": f"{first.date:%Y}" if first.date else None,
        "file": first.formats,
        "date": first.date,
        "digest": digest(entry.digest for entry in entries),
        "title": {entry.language: entry.title_terms for entry in entries},
        "text": {entry.language: entry.text_terms for entry in entries},
        "files": {language: " ".join(sorted(each)) for language, each in files.items()},
        "words": {entry.language: entry.words for entry in entries},
    }


def digest(digests: Iterable[str]) -> str:
    """Return a sign of what a set says, of the signs of its entries."""
    return hashlib.blake2b("".join(sorted(digests)).encode(), digest_size=16).hexdigest()


def is_current(client: Elasticsearch) -> bool:
    """Tell whether there is an index, and in the shape that this release writes."""
    if not client.indices.exists_alias(name=alias()):
        return False
    found = client.indices.get_mapping(index=alias()).body.values()
    return [each["mappings"].get("_meta") for each in found] == [{"shape": shape()}]


def create(client: Elasticsearch) -> str:
    """Make an empty index that nobody reads yet; return its name."""
    name = f"{alias()}-{timezone.now():%Y%m%d%H%M%S%f}"
    client.indices.create(
        index=name,
        settings={"index": SETTINGS},
        mappings=mapping() | {"_meta": {"shape": shape()}},
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
    gone: Collection[UUID] = (),
    version: int,
    into: str | None = None,
) -> None:
    """Write these documents and delete those of the sets that are `gone`.

    Raises IndexMissing rather than have Elasticsearch invent an index; Refused when it takes one
    of the documents for wrong, after all the others were written.
    """
    guard = {"version": version, "version_type": "external_gte"}
    operations: list[dict[str, Any]] = []
    for each in documents:
        operations += [{"index": {"_id": each["group"], **guard}}, each]
    operations += [{"delete": {"_id": str(group), **guard}} for group in gone]
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


def digests(client: Elasticsearch) -> dict[UUID, str]:
    """Return what each document says, by the key of its set, as `digest` does."""
    client.indices.refresh(index=alias())
    return dict(_digests(client))


def _digests(client: Elasticsearch) -> Iterator[tuple[UUID, str]]:
    after: list[Any] | None = None
    while True:
        answer = client.search(
            index=alias(),
            size=MOST,
            sort="group:asc",
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
