"""How what was found becomes an answer: sets of translations, the best first, and their facets.

For engines that find single texts: each row is a text that one clause found.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from search.contract import FACETS, TIE, Answer, Chosen, Hit, Part


@dataclass(frozen=True, slots=True)
class Row:
    """A text that was found; what is said of its set is the same in each of its texts."""

    group: UUID
    language: str
    score: float
    in_files: bool
    # ISO 8601; nothing where there is none.
    date: str
    # By facet, the values that the set has.
    values: tuple[frozenset[str], ...]


@dataclass(slots=True)
class _Set:
    date: str
    values: tuple[frozenset[str], ...]
    best: float = 0.0
    rest: float = 0.0
    languages: dict[str, None] = field(default_factory=dict)
    in_files: bool = True

    @property
    def score(self) -> float:
        return self.best + TIE * self.rest

    def add(self, row: Row) -> None:
        if row.score > self.best:
            self.best, self.rest = row.score, self.rest + self.best
        else:
            self.rest += row.score
        if not row.in_files:
            self.languages[row.language] = None
            self.in_files = False


def answer(rows: Iterable[Row], chosen: Chosen, part: Part) -> Answer:
    sets = _sets(rows)
    passing = {group: _failed(each, chosen) for group, each in sets.items()}
    found = [group for group, failed in passing.items() if not failed]
    found.sort(key=lambda group: (-sets[group].score, group))
    if part.newest_first:
        found.sort(key=lambda group: sets[group].date, reverse=True)
    return Answer(
        hits=_hits(sets, found[part.start : part.start + part.size]),
        total=len(found),
        facets={
            facet: dict(_counted(sets, passing, facet, place)) for place, facet in enumerate(FACETS)
        },
    )


def hits(rows: Iterable[Row], *, size: int) -> Sequence[Hit]:
    sets = _sets(rows)
    best_first = sorted(sets, key=lambda group: (-sets[group].score, group))
    return _hits(sets, best_first[:size])


def _sets(rows: Iterable[Row]) -> dict[UUID, _Set]:
    sets: dict[UUID, _Set] = {}
    for row in rows:
        if row.group not in sets:
            sets[row.group] = _Set(row.date, row.values)
        sets[row.group].add(row)
    return sets


def _hits(sets: dict[UUID, _Set], groups: Iterable[UUID]) -> tuple[Hit, ...]:
    return tuple(Hit(group, tuple(sets[group].languages), sets[group].in_files) for group in groups)


def _failed(each: _Set, chosen: Chosen) -> frozenset[str]:
    """Return the facets of which the set has none of the chosen values."""
    return frozenset(
        facet
        for facet, values in zip(FACETS, each.values, strict=True)
        if (wanted := getattr(chosen, facet)) and values.isdisjoint(wanted)
    )


def _counted(
    sets: dict[UUID, _Set], passing: dict[UUID, frozenset[str]], facet: str, place: int
) -> Iterator[tuple[str, int]]:
    """Yield each value of a facet with how many sets would stay, if it were chosen as well."""
    counts: Counter[str] = Counter()
    for group, failed in passing.items():
        if failed <= {facet}:
            counts.update(sets[group].values[place])
    yield from counts.most_common()
