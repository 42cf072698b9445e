"""What is nearly meant: words with one letter missing, added, changed or swapped, or two; or some.

A word is compared with those that stand where it is looked for, each with how many texts have it:
with those of public pages, if nothing else is said.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import reduce
from itertools import islice, product
from operator import or_

from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.contract import Clause, Question
from search.models import Word
from search.text import term_of

# From so many letters on, two may be wrong.
LONG = 7
SHORTEST = 3
# Of each word, so many that are near; of a question, so many ways to read it.
NEAREST, MOST = 3, 12
# Behind all that has every word, however rare the words are that the others have.
SOME = 0.001

# Asked for the words of some languages that begin with one of some letters: of each its language,
# itself, its term, and how many texts have it.
Words = Callable[[Collection[str], Collection[str]], Iterable[tuple[str, str, str, int]]]


def of_pages(
    languages: Collection[str], beginnings: Collection[str]
) -> Iterable[tuple[str, str, str, int]]:
    """Return words of public pages."""
    wanted = reduce(or_, (Q(word__startswith=each) for each in beginnings))
    rows = Word.objects.filter(wanted, language__in=languages)
    return rows.values_list("language", "word", "term", "pages")


def loosened(question: Question, words: Words = of_pages) -> Question:
    """Return a question for what has nearly the words that were typed, or some of them."""
    asked = [each for each in question.clauses if not each.is_alternative]
    some = (
        replace(each, any_part=True, weight=each.weight * SOME)
        for each in asked
        if len(each.parts) > 1
    )
    return replace(question, clauses=(*_corrected(question, asked, words), *some))


def _corrected(question: Question, asked: list[Clause], words: Words) -> Iterator[Clause]:
    """Yield the clauses with each unknown word replaced by a known one near to it."""
    known = _known(question, [each.language for each in asked], words)
    for clause in asked:
        language = clause.language
        typed = [(word, term_of(word, language)) for word in question.words]
        near = [known[language, word[0]].near(word, term) for word, term in typed]
        if any(near):
            ways = [each or [term] for each, (_word, term) in zip(near, typed, strict=True)]
            for terms in islice(product(*ways), MOST):
                yield Clause(language, tuple((term,) for term in terms), clause.weight)


class Vocabulary:
    """Known words of a language with one first letter: of each its term, and how many have it."""

    def __init__(self) -> None:
        self._words: dict[str, str] = {}
        self._texts: Counter[str] = Counter()

    def add(self, word: str, term: str, texts: int) -> None:
        self._words[word] = term
        self._texts[term] += texts

    def near(self, word: str, term: str) -> list[str]:
        """Return the terms nearest to an unknown word, the most frequent first; none if known.

        First those of words that are near to it; then those near to its own term: behind an ending
        that is wrong, or another than the text's, the beginning is right.
        """
        if word in self._words or len(word) < SHORTEST or not word.isalpha():
            return []
        of_words = [self._words[each] for each in self._nearest(word, self._words)]
        return list(dict.fromkeys((*of_words, *self._nearest(term, self._texts))))[:NEAREST]

    def _nearest(self, said: str, known: Mapping[str, object]) -> list[str]:
        found = nearest(said, known)
        found.sort(key=lambda each: (each[1], -self._texts[self._words.get(each[0], each[0])]))
        return [word for word, _distance in found]


def nearest(said: str, known: Iterable[str]) -> list[tuple[str, int]]:
    """Return those of the known words that may be meant, each with how many letters differ."""
    found = process.extract(
        said,
        # Of a mapping, the library would compare what stands behind each word.
        list(known),
        scorer=OSA.distance,
        score_cutoff=2 if len(said) >= LONG else 1,
        limit=None,
    )
    return [(word, distance) for word, distance, _place in found]


def _known(
    question: Question, languages: list[str], words: Words
) -> defaultdict[tuple[str, str], Vocabulary]:
    """Return, by language and first letter, the words that those of the question may be."""
    known: defaultdict[tuple[str, str], Vocabulary] = defaultdict(Vocabulary)
    beginnings = {word[0] for word in question.words}
    if beginnings and languages:
        for language, word, term, texts in words(languages, beginnings):
            known[language, word[0]].add(word, term, texts)
    return known
