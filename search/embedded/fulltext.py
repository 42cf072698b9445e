"""The full text that each database keeps beside an entry, and how it is asked.

Four columns a page: the terms of its title, of its text and of its files, and its words as they are
typed. Each term begins with its language: a word is another one in every language.

On SQLite they are a table of FTS5; on PostgreSQL one vector, where A to D are the columns.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from django.db import connection

from search.contract import IN_TITLE, Clause
from search.models import Entry

TABLE = "search_entry_fts"
COLUMNS = ("title", "text", "files", "words")
TEXT, FILES, WORDS = ("title", "text"), ("files",), ("words",)
WEIGHTS: Mapping[tuple[str, ...], tuple[float, ...]] = {
    TEXT: (IN_TITLE, 1.0, 0.0, 0.0),
    FILES: (0.0, 0.0, 1.0, 0.0),
    WORDS: (0.0, 0.0, 0.0, 1.0),
}
Sql = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Branch:
    """A clause as it is asked for: where it has to stand, whole or in part, and what it counts."""

    clause: Clause
    weight: float
    columns: tuple[str, ...] = TEXT
    # The last part may go on: somebody is typing it.
    is_unfinished: bool = False


def _written(term: str, language: str) -> str:
    # No language's code is the beginning of another's.
    return language.replace("-", "") + term


def _columns(entry: Entry) -> Iterator[list[str]]:
    """Yield what stands in each column, in their order."""
    of_files = [
        _written(term, language)
        for language, terms in entry.file_terms.items()
        for term in terms.split()
    ]
    title, text, words = (
        [_written(term, entry.language) for term in terms.split()]
        for terms in (entry.title_terms, entry.text_terms, entry.words)
    )
    yield from (title, text, of_files, words)


class FullText(Protocol):
    def found(self, branch: Branch) -> Sql:
        """Return the statement that gives the keys of entries and a score, the more the better."""
        ...

    def write(self, entries: Collection[Entry]) -> None:
        """Write what stands beside entries; what stood there goes."""
        ...

    def known(self, keys: Collection[int]) -> set[int]:
        """Return those of the keys beside which something stands."""
        ...


class Sqlite:
    def found(self, branch: Branch) -> Sql:
        weights = ", ".join(map(str, WEIGHTS[branch.columns]))
        sql = (
            f"SELECT rowid, -bm25({TABLE}, {weights}) * %s, %s FROM {TABLE} "  # noqa: S608 (ours)
            f"WHERE {TABLE} MATCH %s"
        )
        return sql, [branch.weight, branch.columns == FILES, self._expression(branch)]

    def write(self, entries: Collection[Entry]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"DELETE FROM {TABLE} WHERE rowid = %s",  # noqa: S608 (ours)
                [[entry.pk] for entry in entries],
            )
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, {', '.join(COLUMNS)}) VALUES (%s, %s, %s, %s, %s)",  # noqa: S608 (ours)
                [[entry.pk, *map(" ".join, _columns(entry))] for entry in entries],
            )

    def known(self, keys: Collection[int]) -> set[int]:
        return _known("rowid", keys)

    def _expression(self, branch: Branch) -> str:
        language = branch.clause.language
        parts = [self._part(part, language) for part in branch.clause.parts]
        if branch.is_unfinished:
            parts[-1] += " *"
        together = (" OR " if branch.clause.any_part else " AND ").join(parts)
        return f"{{{' '.join(branch.columns)}}} : ({together})"

    def _part(self, part: tuple[str, ...], language: str) -> str:
        # In quotation marks a term is only letters: none can hold one, see `search/text.py`.
        return f'"{" ".join(_written(term, language) for term in part)}"'


class PostgreSql:
    """One vector, of which A is the title, B the text, C the files and D the words."""

    LABELS: Mapping[tuple[str, ...], str] = {TEXT: "AB", FILES: "C", WORDS: "D"}
    # In the order that PostgreSQL wants them: D, C, B, A.
    RANKS = f"'{{1,1,{1 / IN_TITLE:.2f},1}}'"
    LAST_POSITION = 16_383

    def found(self, branch: Branch) -> Sql:
        parts = self._parts(branch)
        asked = (" | " if branch.clause.any_part else " & ").join(parts)
        # How rare a word is says how much it tells; PostgreSQL does not know it by itself.
        rare = f"ln(1 + (SELECT count(*) FROM {TABLE})::float / (1 + (SELECT count(*) FROM {TABLE} WHERE vector @@ %s::tsquery)))"  # noqa: S608,E501 (ours)
        score = " + ".join([f"{rare} * ts_rank({self.RANKS}, vector, %s::tsquery, 1)"] * len(parts))
        sql = f"SELECT page_id, ({score}) * %s, %s FROM {TABLE} WHERE vector @@ %s::tsquery"  # noqa: S608 (ours)
        twice = [each for part in parts for each in (part, part)]
        return sql, [*twice, branch.weight, branch.columns == FILES, asked]

    def write(self, entries: Collection[Entry]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} (page_id, vector) VALUES (%s, %s::tsvector) "  # noqa: S608 (ours)
                "ON CONFLICT (page_id) DO UPDATE SET vector = excluded.vector",
                [[entry.pk, self._vector(entry)] for entry in entries],
            )

    def known(self, keys: Collection[int]) -> set[int]:
        return _known("page_id", keys)

    def _parts(self, branch: Branch) -> list[str]:
        labels, language = self.LABELS[branch.columns], branch.clause.language
        parts = [self._part(part, language, labels) for part in branch.clause.parts]
        if branch.is_unfinished:
            parts[-1] = self._part(branch.clause.parts[-1], language, f"*{labels}")
        return parts

    def _part(self, part: tuple[str, ...], language: str, labels: str) -> str:
        terms = (f"'{_written(term, language)}':{labels}" for term in part)
        return f"({' <-> '.join(terms)})"

    def _vector(self, entry: Entry) -> str:
        places: defaultdict[str, list[str]] = defaultdict(list)
        position = 0
        for label, terms in zip("ABCD", _columns(entry), strict=True):
            for term in terms:
                position = min(position + 1, self.LAST_POSITION)
                places[term].append(f"{position}{label}")
            # No phrase goes on from one column into the next.
            position += 1
        # As many as PostgreSQL keeps of one.
        return " ".join(f"'{term}':{','.join(here[:255])}" for term, here in places.items())


def _known(column: str, keys: Collection[int]) -> set[int]:
    if not keys:
        return set()
    places = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {TABLE} WHERE {column} IN ({places})", [*keys])  # noqa: S608 (ours)
        return {key for (key,) in cursor.fetchall()}


@cache
def full_text() -> FullText:
    return Sqlite() if connection.vendor == "sqlite" else PostgreSql()


def united(branches: Iterable[Branch]) -> Sql:
    """Return one statement for them all."""
    statements: list[str] = []
    params: list[Any] = []
    for sql, values in map(full_text().found, branches):
        statements.append(sql)
        params += values
    return " UNION ALL ".join(statements), params
