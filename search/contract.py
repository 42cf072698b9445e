"""What the search asks of an engine, and what an engine answers: the seam between the two.

A question goes in, keys and numbers come out. Rows, addresses, passages, and whether a page may be
seen by now stay outside, the same for each engine.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

# What a visitor narrows a search by. A set of translations is one page, and is counted once.
FACETS = ("kind", "topic", "region", "language", "year", "file")
# From so few hits on, what is nearly meant is looked for as well.
FEW = 3
# Nobody looks further, and Elasticsearch gives no more.
MOST = 10_000
# How much each counts, in every engine: a word of a title, beside one of the text; a word of a
# file, beside one of its page; and what else was found in a set, since translations say the same.
IN_TITLE = 3
# In a space: words that stand together, beside one that stands anywhere.
TOGETHER = 1
IN_FILES = 0.3
TIE = 0.1


@dataclass(frozen=True, slots=True)
class Clause:
    """One way to say it, in one language: every part has to be there.

    A part is a run of terms that stand together; most are of one term.
    """

    language: str
    parts: tuple[tuple[str, ...], ...]
    weight: float = 1.0
    # Whose words are not the visitor's: a synonym, the name of a topic.
    is_alternative: bool = False
    # One part will do.
    any_part: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What a visitor asks: `clauses` are tried together, the reader's own language first."""

    said: str
    language: str
    clauses: tuple[Clause, ...] = ()
    # Those that tell, as they were typed, for what is nearly meant.
    words: tuple[str, ...] = ()
    # Parts of which none may be there, by language.
    excluded: tuple[Clause, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.clauses)

    @property
    def is_exact(self) -> bool:
        """Whether some of it is to be there, or not to be there, just as it was typed."""
        parts = (part for each in self.clauses for part in each.parts)
        return bool(self.excluded) or any(len(part) > 1 for part in parts)

    def terms_in(self, language: str) -> frozenset[str]:
        """Return the terms to mark in a text of this language."""
        return _terms(self._in(language))

    def said_in(self, language: str) -> frozenset[str]:
        """Return those of them that are the visitor's own words."""
        return _terms(each for each in self._in(language) if not each.is_alternative)

    def enough_in(self, language: str) -> int:
        """Return how many terms a passage can have that has all of what was asked for."""
        return max((sum(map(len, each.parts)) for each in self._in(language)), default=0)

    def _in(self, language: str) -> Iterator[Clause]:
        return (each for each in self.clauses if each.language == language)


def _terms(clauses: Iterable[Clause]) -> frozenset[str]:
    return frozenset(term for each in clauses for part in each.parts for term in part)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a visitor narrowed the search to: any of each facet's values, of every facet's some."""

    kind: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    file: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, facet) for facet in FACETS)


@dataclass(frozen=True, slots=True)
class Part:
    """So many of what is found, from `start` on: the best first, or the newest."""

    size: int
    start: int = 0
    newest_first: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A set of translations that was found: in which languages, and whether in its files alone.

    `by_meaning` alone, it has none of the words.
    """

    group: UUID
    languages: tuple[str, ...]
    in_files: bool = False
    by_meaning: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """`facets` says for each value how many sets there are, under what is chosen of the others."""

    hits: Sequence[Hit] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Engine(Protocol):
    """Raises `background.errors.Unavailable` when it does not answer."""

    def search(self, question: Question, chosen: Chosen, part: Part) -> Answer:
        """Return the sets that have what a clause of the question asks for: a part of them."""
        ...

    def complete(self, words: Sequence[str], language: str, *, size: int) -> Sequence[Hit]:
        """Return the sets that have these words in a language, the last of them unfinished."""
        ...
