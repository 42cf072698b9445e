"""Asks Elasticsearch what of a space answers a question, in the order in which the database would.

Every part of a query counts a constant: an index over many spaces knows how rare a word is in all
of them, and that must not be told.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from coalitions.models import Coalition
from search.contract import (
    IN_TITLE,
    MOST,
    TOGETHER,
    Answer,
    Chosen,
    Clause,
    Hit,
    Part,
    Question,
)
from search.spaces.mirror import SPACES

Query = dict[str, Any]
NEWEST_FIRST = ({"changed_at": "desc"}, {"key": "asc"})


def answer(question: Question, space: Coalition, chosen: Chosen, part: Part) -> Answer:
    """Return what of a space has what a clause of the question asks for. Raises Unavailable."""
    if part.start + part.size > MOST:
        return Answer()
    said = SPACES.index.ask(
        query={
            "bool": {
                "filter": {"term": {"coalition": str(space.pk)}},
                "must": {"dis_max": {"queries": [_clause(each) for each in question.clauses]}},
                "must_not": [_clause(each) for each in question.excluded],
            }
        },
        post_filter={"terms": {"kind": chosen.kind}} if chosen.kind else None,
        aggs={"kind": {"terms": {"field": "kind"}}},
        from_=part.start,
        size=part.size,
        track_total_hits=True,
        sort=NEWEST_FIRST if part.newest_first else ({"_score": "desc"}, *NEWEST_FIRST),
        docvalue_fields=["language"],
    )
    counted = said["aggregations"]["kind"]["buckets"]
    return Answer(
        hits=[_hit(each) for each in said["hits"]["hits"]],
        total=said["hits"]["total"]["value"],
        facets={"kind": {each["key"]: each["doc_count"] for each in counted}},
    )


def _hit(found: dict[str, Any]) -> Hit:
    return Hit(UUID(found["_id"]), tuple(found["fields"]["language"]))


def _clause(clause: Clause) -> Query:
    parts = [_part(part) for part in clause.parts]
    asked: Query = {"filter": {"term": {"language": clause.language}}, "boost": clause.weight}
    if clause.any_part:
        return {"bool": asked | {"should": parts, "minimum_should_match": 1}}
    if len(parts) > 1:
        said = [term for part in clause.parts for term in part]
        asked["should"] = _worth(TOGETHER, _in("title", said), _in("text", said))
    return {"bool": asked | {"must": parts}}


def _part(part: Sequence[str]) -> Query:
    where = [_worth(IN_TITLE, _in("title", part)), _worth(1, _in("text", part))]
    return {"dis_max": {"queries": where}}


def _in(field: str, terms: Sequence[str]) -> Query:
    return {"match_phrase": {field: " ".join(terms)}}


def _worth(worth: float, *either: Query) -> Query:
    return {"constant_score": {"filter": {"bool": {"should": list(either)}}, "boost": worth}}
