"""What is said in other words: the vocabulary of the field, and the names of topics and regions.

A concept is a set of phrases that mean the same, in one language or in several. A query that holds
one of them is asked with each of the others in its place as well.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from search.text import telling

FIELD = Path(__file__).with_name("thesaurus.toml")
# By language, the phrases that mean it.
Concept = Mapping[str, Sequence[str]]
Terms = tuple[str, ...]


@cache
def words_of_the_field() -> tuple[Concept, ...]:
    """Return the concepts that human rights defenders and institutions speak of."""
    return tuple(tomllib.loads(FIELD.read_text())["concept"])


@dataclass(frozen=True)
class Thesaurus:
    concepts: list[dict[str, list[Terms]]] = field(default_factory=list)
    # Of each language, the concepts that have a phrase which begins with this term.
    beginnings: dict[tuple[str, str], list[tuple[Terms, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    @classmethod
    def of(cls, concepts: Iterable[Concept]) -> "Thesaurus":
        made = cls()
        for number, concept in enumerate(concepts):
            read = {
                language: list(
                    dict.fromkeys(filter(None, (_terms(each, language) for each in said)))
                )
                for language, said in concept.items()
            }
            made.concepts.append(read)
            for language, phrases in read.items():
                for phrase in phrases:
                    made.beginnings[language, phrase[0]].append((phrase, number))
        return made

    @cached_property
    def _spoken(self) -> set[str]:
        return {language for concept in self.concepts for language in concept}

    def expand(self, said: str, language: str) -> Iterator[tuple[str, Terms]]:
        """Yield the other ways to say a query: a language and its terms, the own language first."""
        found: list[tuple[str, Terms]] = []
        for typed in [language, *sorted(self._spoken - {language})]:
            terms = _terms(said, typed)
            for start, phrase, number in self._matches(terms, typed):
                before, after = terms[:start], terms[start + len(phrase) :]
                for other, siblings in self.concepts[number].items():
                    # Words around it are of the language that they were typed in.
                    if other == typed or not (before or after):
                        found += [
                            (other, before + each + after) for each in siblings if each != phrase
                        ]
        own_first = sorted(dict.fromkeys(found), key=lambda each: each[0] != language)
        yield from own_first

    def _matches(self, terms: Terms, language: str) -> Iterator[tuple[int, Terms, int]]:
        """Yield where the phrases of concepts stand in a query, the longest of each place alone."""
        for start, term in enumerate(terms):
            here = [
                (phrase, number)
                for phrase, number in self.beginnings.get((language, term), [])
                if terms[start : start + len(phrase)] == phrase
            ]
            longest = max((len(phrase) for phrase, _number in here), default=0)
            yield from (
                (start, phrase, number) for phrase, number in here if len(phrase) == longest
            )


def _terms(said: str, language: str) -> Terms:
    return tuple(each.term for each in telling(said, language))
