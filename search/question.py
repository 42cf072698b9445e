"""Reads what a visitor typed: words, phrases in quotation marks, -words that must not be there.

It is asked in every language at once: each reads the same letters by its own rules.
"""

import re
from collections.abc import Iterable, Iterator

from search.contract import Clause, Question
from search.text import LONGEST_QUERY, Token, telling, tokens
from search.thesaurus import Thesaurus

OWN, OTHER = 2.0, 0.5
OWN_SYNONYM, OTHER_SYNONYM = 1.0, 0.3
MOST_ALTERNATIVES = 12

QUOTED = re.compile(r"(?<!\w)(-?)(?:\"([^\"]*)\"|“([^”]*)”|«([^»]*)»|„([^“”]*)[“”]|「([^」]*)」)")
EXCLUDED = re.compile(r"(?<!\S)-(\w\S*)")

Parts = tuple[tuple[str, ...], ...]


def read(said: str, language: str, languages: Iterable[str], thesaurus: Thesaurus) -> Question:
    """Return the question that a visitor who reads `language` asks of pages in `languages`."""
    said = said[:LONGEST_QUERY]
    loose, phrases, unwanted = _taken_apart(said)
    clauses = []
    others = [each for each in languages if each != language]
    for each in [language, *others]:
        parts = _parts(loose, each, is_own=each == language)
        parts += tuple(filter(None, (_phrase(phrase, each) for phrase in phrases)))
        if parts:
            clauses.append(Clause(each, parts, OWN if each == language else OTHER))
    if not phrases:
        clauses += _alternatives(loose, language, thesaurus)
    return Question(
        said=said,
        language=language,
        clauses=tuple(clauses),
        words=tuple(token.word for token in telling(loose, language)),
        excluded=tuple(
            Clause(each, (part,))
            for each in [language, *others]
            for phrase in unwanted
            if (part := _phrase(phrase, each))
        ),
    )


def _taken_apart(said: str) -> tuple[str, list[str], list[str]]:
    """Return the words that stand alone, the phrases, and what must not be there."""
    phrases: list[str] = []
    unwanted: list[str] = []
    for match in QUOTED.finditer(said):
        words = next((each for each in match.groups()[1:] if each), "")
        (unwanted if match[1] else phrases).append(words)
    said = QUOTED.sub(" ", said)
    unwanted += EXCLUDED.findall(said)
    return EXCLUDED.sub(" ", said), phrases, unwanted


def _phrase(said: str, language: str) -> tuple[str, ...]:
    # With its common words: they stand between the others.
    return tuple(token.term for token in tokens(said, language))


def _parts(said: str, language: str, *, is_own: bool) -> Parts:
    return tuple((term,) for term in dict.fromkeys(_terms(said, language, is_own=is_own)))


def _terms(said: str, language: str, *, is_own: bool) -> Iterator[str]:
    found: Iterable[Token] = telling(said, language)
    # “To be or not to be”: when all words are common ones, they are what is asked for. In another
    # language they are not: whoever reads English does not look for every French “on”.
    if is_own and not found:
        found = tokens(said, language)
    return (token.term for token in found)


def _alternatives(said: str, language: str, thesaurus: Thesaurus) -> list[Clause]:
    found = []
    for other, terms in thesaurus.expand(said, language):
        weight = OWN_SYNONYM if other == language else OTHER_SYNONYM
        found.append(Clause(other, tuple((each,) for each in terms), weight, is_alternative=True))
    return found[:MOST_ALTERNATIVES]
