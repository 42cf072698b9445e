"""What is nearly meant: words with a letter missing, added, changed or swapped, or two; words that
sound the same, or come from the same; what the keys say in another language; or some of the words.

A word is compared with those that stand where it is looked for, each with how many texts have it:
with those of public pages, if nothing else is said.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from itertools import islice, product
from operator import or_

from django.db.models import Q
from pypinyin import lazy_pinyin
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.contract import Clause, Question
from search.keyboards import otherwise
from search.models import Word
from search.text import ALIF, is_han, root_of, telling, term_of

# From so many letters on, two may be wrong.
LONG = 7
SHORTEST = 3
# Two terms are relatives when one begins the other and has so many letters, the other so many more.
STEM, LONGEST_ENDING = 4, 5
# Of each word, so many that are near; of a question, so many ways to read it.
NEAREST, MOST = 3, 12
# Behind all that has every word, however rare the words are that the others have.
SOME = 0.001
# What other keys say counts as much, in whatever language that is.
OTHER_KEYS = 1.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words of some languages that begin, or of Chinese end, with one of some letters."""

    languages: Collection[str]
    beginnings: Collection[str]
    endings: Collection[str]

    def __contains__(self, word: str) -> bool:
        return word[0] in self.beginnings or word[-1] in self.endings


# Gives such words: of each its language, itself, its term, and how many texts have it.
Words = Callable[[Wanted], Iterable[tuple[str, str, str, int]]]


def of_pages(wanted: Wanted) -> Iterable[tuple[str, str, str, int]]:
    """Return words of public pages."""
    either = [Q(word__startswith=each) for each in wanted.beginnings]
    either += [Q(word__endswith=each) for each in wanted.endings]
    rows = Word.objects.filter(reduce(or_, either), language__in=wanted.languages)
    return rows.values_list("language", "word", "term", "pages")


def loosened(question: Question, words: Words = of_pages) -> Question:
    """Return a question for what has nearly the words that were typed, or some of them."""
    asked = [each for each in question.clauses if not each.is_alternative]
    languages = [each.language for each in asked]
    others = list(_other_readings(question.said, languages))
    typed = [*question.words, *(word for each in others for word in each.words)]
    known = _known(typed, words, languages)
    some = (
        replace(each, any_part=True, weight=each.weight * SOME)
        for each in asked
        if len(each.parts) > 1
    )
    own = (Reading(each.language, question.words, each.weight) for each in asked)
    near = (clause for each in (*own, *others) for clause in _meant(each, known[each.language]))
    return replace(question, clauses=(*near, *some))


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a question in one language. What was not typed so has to be known, or nearly."""

    language: str
    words: Sequence[str]
    weight: float
    is_typed: bool = True


def _other_readings(said: str, languages: Sequence[str]) -> Iterator[Reading]:
    for code, other in otherwise(said, languages):
        yield Reading(
            code, [each.word for each in telling(other, code)], OTHER_KEYS, is_typed=False
        )


def _meant(reading: Reading, known: "Vocabulary") -> Iterator[Clause]:
    """Yield a reading with each unknown word replaced by a known one near to it."""
    terms = [(word, term_of(word, reading.language)) for word in reading.words]
    near = [known.near(word, term) for word, term in terms]
    ways = [each or [term] for each, (_word, term) in zip(near, terms, strict=True)]
    is_needed = any(near) if reading.is_typed else all(known.has(each[0]) for each in ways)
    if ways and is_needed:
        for chosen in islice(product(*ways), MOST):
            yield Clause(reading.language, tuple((term,) for term in chosen), reading.weight)


class Vocabulary:
    """Known words of a language: of each its term, and how many texts have it."""

    def __init__(self) -> None:
        self._words: dict[str, str] = {}
        self._texts: Counter[str] = Counter()
        self._beginning: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, word: str, term: str, texts: int) -> None:
        self._words[word] = term
        self._texts[term] += texts
        self._beginning[word[0]].append(word)

    def has(self, term: str) -> bool:
        return term in self._texts

    def near(self, word: str, term: str) -> list[str]:
        """Return the terms nearest to an unknown word, the most frequent first; none if known.

        First those of words that are near to it; then those near to its own term: behind an ending
        that is wrong, or another than the text's, the beginning is right; then its relatives.
        """
        if word in self._words:
            return []
        if is_han(word):
            return self._sounding_like(word)[:NEAREST]
        if len(word) < SHORTEST or not word.isalpha():
            return []
        beginning = self._beginning[word[0]]
        of_words = [self._words[each] for each in self._nearest(word, beginning)]
        terms = list(dict.fromkeys(self._words[each] for each in beginning))
        of_terms = self._nearest(term, terms)
        return list(dict.fromkeys((*of_words, *of_terms, *self._relatives(term))))[:NEAREST]

    def _nearest(self, said: str, known: Iterable[str]) -> list[str]:
        found = nearest(said, known)
        found.sort(key=lambda each: (each[1], -self._texts[self._words.get(each[0], each[0])]))
        return [word for word, _distance in found]

    def _relatives(self, term: str) -> list[str]:
        found = [each for each in self._texts if each != term and _are_relatives(each, term)]
        return sorted(found, key=lambda each: -self._texts[each])

    def _sounding_like(self, word: str) -> list[str]:
        sound = sound_of(word)
        found = [each for each in self._words if is_han(each) and sound_of(each) == sound]
        return sorted(found, key=lambda each: -self._texts[each])


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


def _are_relatives(one: str, other: str) -> bool:
    """Tell whether two terms come from one word: “polit” and “politician”, “طفل” and “اطفال”."""
    short, long = sorted((one, other), key=len)
    if len(short) >= STEM and long.startswith(short):
        return len(long) - len(short) <= LONGEST_ENDING
    root = root_of(one)
    return len(root) >= SHORTEST and root == root_of(other)


@lru_cache(maxsize=50_000)
def sound_of(word: str) -> tuple[str, ...]:
    """Return how Chinese characters are spoken, without their tones."""
    return tuple(lazy_pinyin(word))


def _known(
    typed: Iterable[str], words: Words, languages: Collection[str]
) -> defaultdict[str, Vocabulary]:
    """Return, by language, the words that those which were typed may be."""
    known: defaultdict[str, Vocabulary] = defaultdict(Vocabulary)
    typed = set(typed)
    if not (typed and languages):
        return known
    wanted = Wanted(
        languages,
        {letter for each in typed for letter in _beginnings(each)},
        {each[-1] for each in typed if is_han(each)},
    )
    for language, word, term, texts in words(wanted):
        known[language].add(word, term, texts)
    return known


def _beginnings(word: str) -> Iterator[str]:
    """Yield the letters with which what is near to a word may begin."""
    yield word[0]
    if root := root_of(word):
        # What grows into an Arabic word grows in front of it as well.
        yield from (root[0], ALIF)
