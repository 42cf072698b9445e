"""The search in the database itself: full text that SQLite and PostgreSQL keep, ranked here.

One statement asks for every clause of a question, each with a weight of its own, and whether each
page may be found at this moment. Texts come out of it, not sets: `ranking.py` makes these.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from uuid import UUID

from django.db import connection
from wagtail.models import Page

from core.querysets import public_pages
from search.contract import IN_FILES, Answer, Chosen, Clause, Hit, Part, Question
from search.embedded import ranking
from search.embedded.fulltext import FILES, WORDS, Branch, united
from search.embedded.ranking import Row
from search.models import Entry


class Embedded:
    def search(self, question: Question, chosen: Chosen, part: Part) -> Answer:
        rows = _find(_branches(question.clauses))
        if question.excluded:
            unwanted = {row.group for row in _find(_branches(question.excluded))}
            rows = (row for row in rows if row.group not in unwanted)
        return ranking.answer(rows, chosen, part)

    def complete(self, words: Sequence[str], language: str, *, size: int) -> Sequence[Hit]:
        clause = Clause(language, tuple((word,) for word in words))
        branch = Branch(clause, 1.0, columns=WORDS, is_unfinished=True)
        return ranking.hits(_find([branch]), size=size)


def _branches(clauses: Iterable[Clause]) -> Iterator[Branch]:
    for clause in clauses:
        yield Branch(clause, clause.weight)
        if not clause.is_alternative:
            yield Branch(clause, clause.weight * IN_FILES, columns=FILES)


def _find(branches: Iterable[Branch]) -> Iterator[Row]:
    """Yield the texts that the branches find, of pages that may be found now."""
    found, params = united(branches)
    if not found:
        return
    pages, of_pages = public_pages(Page).order_by().values("pk").query.sql_with_params()
    entry = connection.ops.quote_name(Entry._meta.db_table)
    # Materialized: SQLite would score a row once for each time that it is looked at.
    sql = f"""
        WITH found (page_id, score, in_files) AS MATERIALIZED ({found})
        SELECT "group", language, score, in_files, kind, topics, regions, languages, formats, date
        FROM found JOIN {entry} ON {entry}.page_id = found.page_id
        WHERE {entry}.page_id IN ({pages})
    """  # noqa: S608 (ours, but for the parameters)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *of_pages])
        rows = cursor.fetchall()
    for group, language, score, in_files, kind, topics, regions, languages, formats, date in rows:
        # SQLite has no dates: there it is text.
        day = str(date or "")
        yield Row(
            group=_uuid(group),
            language=language,
            score=score,
            in_files=bool(in_files),
            date=day,
            values=_values(kind, topics, regions, languages, day[:4], formats),
        )


def _uuid(key: UUID | str) -> UUID:
    return key if isinstance(key, UUID) else UUID(key)


@lru_cache(maxsize=4096)
def _values(
    kind: str, topics: str, regions: str, languages: str, year: str, formats: str
) -> tuple[frozenset[str], ...]:
    """Return the values of a set by facet, in the order of `FACETS`; lists are JSON."""
    of_lists = (frozenset(json.loads(each)) for each in (topics, regions, languages))
    of_year = frozenset({year} if year else ())
    return (frozenset({kind}), *of_lists, of_year, frozenset(json.loads(formats)))
