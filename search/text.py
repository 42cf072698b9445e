"""How text becomes the terms the index knows: the same function for pages and for queries.

However a word is written, with accents or without, in either gender, in the plural or in inclusive
writing, in either script of Chinese, it becomes one term. Each term knows where it stands in the
text, so that what is shown keeps its own spelling. Pure Python, linear in the length of the text
whatever the text is.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import snowballstemmer

from search.analysis import EVERYWHERE, analysis_of
from search.traditional import SIMPLIFIED

# Kept with each entry: one that was read by other rules is read anew.
REVISION = 3

# No word is longer; what is, is an attack or an accident, and its beginning is enough.
LONGEST_WORD = 40
LONGEST_QUERY = 200

# Chinese and Japanese write no spaces: every character is a word, and so is every pair.
HAN = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LETTER = rf"[^\W_{HAN}]"
MARK = re.compile(r"[\u0300-\u036f]")
# Stands for what is folded to no character, or to several: there a text is read the long way.
UNEVEN = "\ue000"

ALIF = "ا"
ARABIC = frozenset(map(chr, range(0x621, 0x64B)))
FIGURES = {character: str(number) for number, character in enumerate("零一二三四五六七八九")}
FIGURES |= {"〇": "0", "两": "2", "十": "10"}
# Which article, which session.
ORDINAL = re.compile(rf"(?<=第)[{''.join(FIGURES)}]+")
WEAK = re.compile(r"[اويءؤئ]")
BEGINS_HAN = re.compile(rf"[{HAN}]")

# What Unicode's own decompositions leave apart.
SPELT = {
    # A letter of its own, which the Russian stemmer needs: not an и with a mark.
    "й": "й",
    **dict.fromkeys("’‘ʼ＇`´", "'"),
    **dict.fromkeys("•‧⋅∙", "·"),
    **dict.fromkeys("‐‑", "-"),
    **dict.fromkeys("ٱأإآ", "ا"),
    **dict.fromkeys("ىی", "ي"),
    **{"ة": "ه", "ک": "ك", "ـ": ""},
    **{"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"},
    **SIMPLIFIED,
}


class Token(NamedTuple):
    """A term, the word it comes from, and the part of the text it stands for.

    `word` is folded and has no inclusive ending, and is not stemmed: what somebody begins to type.
    """

    term: str
    word: str
    start: int
    end: int


def tokens(text: str, language: str, *, single_characters: bool = False) -> Iterator[Token]:
    """Yield the terms of a text in their order.

    Of Chinese every pair of characters, and one that stands alone; with `single_characters` every
    one of them.
    """
    folded, places = _fold(text)
    elided = analysis_of(language).elided
    for match in _pattern(language).finditer(folded):
        start, end = match.span()
        if match["word"] is None:
            for term, first, last in _han(match[0], single_characters):
                yield Token(term, term, places[start + first], places[start + last])
            continue
        word, tail = match["word"][:LONGEST_WORD], match["tail"] or ""
        if word in elided and folded.startswith("'", end):
            continue
        if tail:
            word = _joined(word, tail, language)
        # “defensor@s” is “defensorxs” is “defensores”.
        word += "x" if tail[:1] in ("@", "*") and len(tail) < 3 else ""
        yield Token(_term(word, language), word, places[start], places[end])


def _joined(word: str, tail: str, language: str) -> str:
    """Return the word that begins with `word`, where the ending says more than gender."""
    for pattern, replacement in analysis_of(language).joined:
        whole = re.sub(pattern, replacement, word + tail, count=1)
        if whole != word + tail:
            return whole
    return word


def term_of(word: str, language: str) -> str:
    """Return the term of a word that is folded already, as `Token.word` is."""
    return word if is_han(word) else _term(word, language)


def characters(text: str) -> Iterator[str]:
    """Yield each Chinese character of a text: the index keeps them behind the pairs.

    Between the pairs they would keep a phrase apart.
    """
    folded, _places = _fold(text)
    return (match[0] for match in re.finditer(rf"[{HAN}]", folded))


def telling(said: str, language: str) -> list[Token]:
    """Return what of a query says what is looked for."""
    accented = analysis_of(language).accented
    return [
        token
        for token in tokens(said, language)
        if is_telling(token, language) or said[token.start : token.end].lower() in accented
    ]


def key_of(said: str, language: str) -> str:
    """Return what two queries share that ask for the same in a language; nothing for no word."""
    found = telling(said, language) or tokens(said, language)
    return " ".join(sorted({token.term for token in found}))


def is_telling(token: Token, language: str) -> bool:
    """Tell whether a word of a query says what is looked for: not a common one, nor a letter."""
    return token.word not in analysis_of(language).stop and (
        len(token.word) > 1 or re.fullmatch(rf"[{HAN}]|\d", token.word) is not None
    )


def fold(text: str) -> str:
    """Return a text in one plain spelling: small letters, no accents, marks or signs unseen."""
    return _fold(text)[0]


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """Return the text in one plain spelling, and the place of each of its characters in `text`."""
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    folded = text.translate(_EVEN)
    if UNEVEN not in folded:
        return folded, range(len(text) + 1)
    pieces: list[str] = []
    places: list[int] = []
    read = 0
    for match in re.finditer(UNEVEN, folded):
        place = match.start()
        # One mark goes with its letter.
        start = place - 1 if place > read and MARK.match(text, place) else place
        piece = _fold_cluster(text[start : place + 1])
        pieces += [folded[read:start], piece]
        places += [*range(read, start), *[start] * len(piece)]
        read = place + 1
    pieces.append(folded[read:])
    places += range(read, len(text) + 1)
    return "".join(pieces), places


class _Even(dict[int, str]):
    """What each character is folded to, learnt when it is first met, where that is one character.

    A mark that stands behind a letter is folded to none: a text that holds one is uneven.
    """

    def __missing__(self, code: int) -> str:
        folded = _fold_cluster(chr(code))
        self[code] = folded if len(folded) == 1 else UNEVEN
        return self[code]


_EVEN = _Even()


@lru_cache(maxsize=8192)
def _fold_cluster(cluster: str) -> str:
    return "".join(map(_plain, unicodedata.normalize("NFKC", cluster).casefold()))


def _plain(character: str) -> str:
    if character in SPELT:
        return SPELT[character]
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    parts = unicodedata.normalize("NFKD", character)
    # Marks, and what no one sees: soft hyphens, joiners, marks of direction.
    kept = (c for c in parts if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", "".join(kept))


@lru_cache
def _pattern(language: str) -> re.Pattern[str]:
    tails = "|".join(filter(None, (EVERYWHERE, analysis_of(language).tails)))
    # “++” gives nothing back, and each ending is short: no text makes this slow.
    return re.compile(
        rf"[{HAN}]+|(?P<word>{LETTER}++)(?P<tail>(?<=[^\W\d_]{{2}})(?:{tails})(?!{LETTER}))?"
    )


def is_han(word: str) -> bool:
    return BEGINS_HAN.match(word) is not None


def root_of(word: str) -> str:
    """Return the consonants that Arabic makes words of; nothing for a word of another script.

    What grows between them tells number and kind: “طفل” is a child, “اطفال” are children.
    """
    return WEAK.sub("", word) if word[:1] in ARABIC else ""


def _han(run: str, single_characters: bool) -> Iterator[tuple[str, int, int]]:
    """Yield the terms of a run of Chinese, with their places in it."""
    start = 0
    for match in ORDINAL.finditer(run):
        yield from _pairs(run[start : match.start()], start, single_characters)
        yield figures(match[0]), *match.span()
        start = match.end()
    yield from _pairs(run[start:], start, single_characters)


def figures(numeral: str) -> str:
    """Return a Chinese numeral below a hundred in figures: “二十三” is “23”."""
    tens, ten, units = numeral.rpartition("十")
    if not ten:
        return "".join(FIGURES[each] for each in numeral)
    return str(10 * int(FIGURES.get(tens or "一", "0")) + int(FIGURES.get(units, "0")))


def _pairs(run: str, start: int, single_characters: bool) -> Iterator[tuple[str, int, int]]:
    for place, character in enumerate(run, start):
        if single_characters or len(run) == 1:
            yield character, place, place + 1
        if place + 1 < start + len(run):
            yield run[place - start : place - start + 2], place, place + 2


@lru_cache(maxsize=50_000)
def _term(word: str, language: str) -> str:
    analysis = analysis_of(language)
    if analysis.latin and word.isascii():
        return _term(word, analysis.latin)
    if word in analysis.same:
        return analysis.same[word]
    for ending, replacement in analysis.rewrites:
        word = re.sub(ending, replacement, word, count=1)
    if not analysis.stemmer or not word.isalpha():
        return word
    with _stemming:
        # The stemmer may give an accent back: “guér” for “guer”.
        return _fold(_stemmer(analysis.stemmer).stemWord(word))[0] or word


# Snowball's stemmers keep the word they work on in themselves: one thread at a time.
_stemming = Lock()


@lru_cache
def _stemmer(algorithm: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(algorithm)
