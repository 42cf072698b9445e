"""What Elasticsearch knows of public pages: one document a set of translations."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from core.querysets import public_pages
from search.contract import FACETS
from search.elastic.index import KEYWORD, TERMS, Index
from search.elastic.mirror import Mirror
from search.models import Entry
from web.languages import codes

# Each word once: how many there are says nothing.
WORDS = TERMS | {"norms": False, "index_options": "docs"}
# Terms by language: one text of many languages would be a long one, in which a word counts little.
BY_LANGUAGE = {"title": TERMS, "text": TERMS, "files": TERMS, "words": WORDS}


def fields() -> dict[str, Any]:
    return {
        **dict.fromkeys(FACETS, KEYWORD),
        "date": {"type": "date"},
        **{
            name: {"dynamic": "strict", "properties": dict.fromkeys(codes(), terms)}
            for name, terms in BY_LANGUAGE.items()
        },
    }


def document(entries: Sequence[Entry]) -> dict[str, Any]:
    """Return the document of a set of translations: what they say, each in its language."""
    first = entries[0]
    files: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for language, terms in entry.file_terms.items():
            files[language].add(terms)
    return {
        "key": str(first.group),
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


def _documents(groups: Collection[UUID]) -> list[dict[str, Any]]:
    entries = _public_entries().filter(group__in=groups).order_by("group", "language")
    # What a visitor reads stays in the database.
    entries = entries.defer("text", "title")
    return [document(list(each)) for _group, each in groupby(entries, key=lambda each: each.group)]


def _digests() -> Mapping[UUID, str]:
    """Return what the entries of each set say."""
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for group, said in _public_entries().values_list("group", "digest"):
        found[group].append(said)
    return {group: digest(said) for group, said in found.items()}


def _public_entries() -> QuerySet[Entry]:
    # An entry may outlive its page's being public by a moment.
    return Entry.objects.filter(page__in=public_pages().order_by())


PAGES = Mirror(Index("pages", "api_key", fields), _digests, _documents)
