"""What is asked of Elasticsearch: one request a question, whatever is counted with it."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from search.contract import (
    FACETS,
    IN_FILES,
    IN_TITLE,
    MOST,
    TIE,
    Answer,
    Chosen,
    Clause,
    Hit,
    Part,
    Question,
)
from search.elastic.pages import PAGES

# More values than this no facet has.
VALUES = 1000
BEST_FIRST = ({"_score": "desc"}, {"key": "asc"})
NEWEST_FIRST = {"date": {"order": "desc", "missing": "_last"}}
Query = dict[str, Any]


class Elastic:
    def search(self, question: Question, chosen: Chosen, part: Part) -> Answer:
        if part.start + part.size > MOST:
            return Answer()
        answer = PAGES.index.ask(
            query=_query(question),
            post_filter=_having(chosen),
            aggs={facet: _counting(facet, chosen) for facet in FACETS},
            from_=part.start,
            size=part.size,
            track_total_hits=True,
            sort=[NEWEST_FIRST, *BEST_FIRST] if part.newest_first else BEST_FIRST,
        )
        return Answer(
            hits=_hits(answer),
            total=answer["hits"]["total"]["value"],
            facets={
                facet: {each["key"]: each["doc_count"] for each in counted["values"]["buckets"]}
                for facet, counted in answer["aggregations"].items()
            },
        )

    def complete(self, words: Sequence[str], language: str, *, size: int) -> Sequence[Hit]:
        query = {
            "match_bool_prefix": {
                f"words.{language}": {
                    "query": " ".join(words),
                    "operator": "and",
                    "_name": language,
                }
            }
        }
        return _hits(
            PAGES.index.ask(query=query, size=size, track_total_hits=False, sort=BEST_FIRST)
        )


def _hits(answer: dict[str, Any]) -> tuple[Hit, ...]:
    return tuple(map(_hit, answer["hits"]["hits"]))


def _hit(found: dict[str, Any]) -> Hit:
    names = found.get("matched_queries", ())
    languages = tuple(dict.fromkeys(name for name in names if not name.startswith("files.")))
    return Hit(UUID(found["_id"]), languages, in_files=not languages)


def _query(question: Question) -> Query:
    queries = []
    for clause in question.clauses:
        language = clause.language
        fields = [f"title.{language}", f"text.{language}"]
        queries.append(_clause(clause, fields, clause.weight, language))
        if not clause.is_alternative:
            files = [f"files.{language}"]
            queries.append(_clause(clause, files, clause.weight * IN_FILES, f"files.{language}"))
    return {
        "bool": {
            "must": {"dis_max": {"queries": queries, "tie_breaker": TIE}},
            "must_not": [
                _phrase(part, [f"{field}.{each.language}" for field in ("title", "text", "files")])
                for each in question.excluded
                for part in each.parts
            ],
        }
    }


def _clause(clause: Clause, fields: Sequence[str], weight: float, name: str) -> Query:
    parts = list(_parts(clause, fields))
    together = {"should": parts, "minimum_should_match": 1} if clause.any_part else {"must": parts}
    return {"bool": together | {"boost": weight, "_name": name}}


def _parts(clause: Clause, fields: Sequence[str]) -> Iterator[Query]:
    """Yield a query for all terms that stand alone, and one for each phrase."""
    alone = [part[0] for part in clause.parts if len(part) == 1]
    if alone:
        yield {
            # A term counts by its weight in the whole page.
            "combined_fields": {
                "query": " ".join(alone),
                "fields": _weighted(fields),
                "operator": "or" if clause.any_part else "and",
            }
        }
    for part in clause.parts:
        if len(part) > 1:
            yield _phrase(part, _weighted(fields))


def _phrase(part: Sequence[str], fields: Sequence[str]) -> Query:
    return {"multi_match": {"query": " ".join(part), "type": "phrase", "fields": list(fields)}}


def _weighted(fields: Sequence[str]) -> list[str]:
    return [f"{each}^{IN_TITLE}" if each.startswith("title.") else each for each in fields]


def _having(chosen: Chosen, *, but: str = "") -> Query:
    """Return the condition that a set has one of the values chosen of each facet, `but` for one."""
    wanted = {facet: getattr(chosen, facet) for facet in FACETS if facet != but}
    return {
        "bool": {
            "filter": [{"terms": {facet: list(each)}} for facet, each in wanted.items() if each]
        }
    }


def _counting(facet: str, chosen: Chosen) -> Query:
    """Count under what is chosen of the others: what there would be, were this chosen as well."""
    return {
        "filter": _having(chosen, but=facet),
        "aggs": {"values": {"terms": {"field": facet, "size": VALUES}}},
    }
