"""What is nearly meant: words with one letter missing, added, changed or swapped, or two; or some.

A word is compared with those that public pages have, each with how many pages have it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import reduce
from itertools import islice, product
from operator import or_

from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.contract import Clause, Question
from search.models import Word as Known
from search.text import term_of

# From so many letters on, two may be wrong.
LONG = 7
SHORTEST = 3
# Of each word, so many that are near; of a question, so many ways to read it.
NEAREST, MOST = 3, 12
# Behind all that has every word, however rare the words are that the others have.
SOME = 0.001

# By word and language, the terms of the known words nearest to it.
Near = Mapping[tuple[str, str], list[str]]


def loosened(question: Question) -> Question:
    """Return a question for what has nearly the words that were typed, or some of them."""
    asked = [each for each in question.clauses if not each.is_alternative]
    some = (
        replace(each, any_part=True, weight=each.weight * SOME)
        for each in asked
        if len(each.parts) > 1
    )
    return replace(question, clauses=(*_corrected(question, asked), *some))


def _corrected(question: Question, asked: list[Clause]) -> Iterator[Clause]:
    """Yield the clauses with each unknown word replaced by a known one near to it."""
    near = _near(question, [each.language for each in asked])
    for clause in asked:
        language = clause.language
        if not any(near.get((each.word, language)) for each in question.words):
            continue
        ways = [
            near.get((each.word, language)) or [each.terms[language]] for each in question.words
        ]
        for terms in islice(product(*ways), MOST):
            yield Clause(language, tuple((term,) for term in terms), clause.weight)


def _near(question: Question, languages: list[str]) -> Near:
    """Return the terms nearest to each unknown word, the most frequent first; of all at once."""
    words = [each.word for each in question.words]
    words = [word for word in words if len(word) >= SHORTEST and word.isalpha()]
    if not words:
        return {}
    beginnings = reduce(or_, (Q(word__startswith=word[0]) for word in words))
    rows = Known.objects.filter(beginnings, language__in=languages)
    known: dict[tuple[str, str], dict[str, int]] = {}
    for language, word, pages in rows.values_list("language", "word", "pages"):
        known.setdefault((language, word[0]), {})[word] = pages
    return {
        (word, language): _nearest(word, known.get((language, word[0]), {}), language)
        for word in words
        for language in languages
    }


def _nearest(word: str, known: Mapping[str, int], language: str) -> list[str]:
    if word in known:
        return []
    allowed = 2 if len(word) >= LONG else 1
    found = process.extract(
        word, known.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=None
    )
    found.sort(key=lambda each: (each[1], -known[each[0]]))
    return list(dict.fromkeys(term_of(each, language) for each, *_rest in found))[:NEAREST]
