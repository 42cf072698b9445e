"""What Elasticsearch knows of spaces: terms, and of which space; who is in it is asked elsewhere.

An index of its own, which the key of the public search does not open.
"""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from search.elastic.index import KEYWORD, TERMS, Index
from search.elastic.mirror import Mirror
from search.models import SpaceEntry

# What counts is where a term stands, not how often or how rare it is: see elastic.py.
POSITIONS = TERMS | {"norms": False}


def fields() -> dict[str, Any]:
    return {
        **dict.fromkeys(("coalition", "kind", "language"), KEYWORD),
        "changed_at": {"type": "date_nanos"},
        "title": POSITIONS,
        "text": POSITIONS,
    }


def _documents(keys: Collection[UUID]) -> list[dict[str, Any]]:
    entries = SpaceEntry.objects.filter(pk__in=keys).defer("text", "words")
    return [
        {
            "key": str(entry.key),
            "digest": entry.digest,
            "coalition": str(entry.coalition_id),
            "kind": entry.kind,
            "language": entry.language,
            "changed_at": entry.changed_at,
            "title": entry.title_terms,
            "text": entry.text_terms,
        }
        for entry in entries
    ]


def _digests() -> Mapping[UUID, str]:
    return dict(SpaceEntry.objects.values_list("key", "digest"))


SPACES = Mirror(Index("spaces", "members_api_key", fields), _digests, _documents)
