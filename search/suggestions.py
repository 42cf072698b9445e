"""“Did you mean”: a query with its unknown words replaced by those of what was nearly found.

Words come from the pages that are shown first and from nowhere else: whatever else the site or the
index knows, a suggestion cannot tell it.
"""

from typing import NamedTuple

from search.excerpts import READ
from search.queries import Found
from search.spelling import SHORTEST, nearest
from search.text import telling, term_of, tokens

# So many of the first hits are read.
SHOWN = 3


def meant(found: Found) -> str:
    """Return the query that a visitor may have meant; nothing when that cannot be told."""
    like = found.by_words
    if found.total or not like:
        # What was typed stands somewhere: it was meant.
        return ""
    said, language = found.question.said, like[0].entry.language
    words: dict[str, _Word] = {}
    for shown in like[:SHOWN]:
        if shown.entry.language == language:
            words |= _words(f"{shown.entry.title}\n{shown.entry.text[:READ]}", language)
    known = {word.term for word in words.values()}
    pieces, place = [], 0
    for token in telling(said, found.question.language):
        if token.word in words or term_of(token.word, language) in known:
            continue
        spelling = _spelling(token.word, words)
        if not spelling:
            return ""
        pieces += [said[place : token.start], spelling]
        place = token.end
    return "".join([*pieces, said[place:]]) if pieces else ""


class _Word(NamedTuple):
    term: str
    spelling: str


def _words(text: str, language: str) -> dict[str, _Word]:
    """Return the words of a text, each with its term and as it is spelt there."""
    return {
        token.word: _Word(token.term, text[token.start : token.end])
        for token in tokens(text, language)
    }


def _spelling(typed: str, words: dict[str, _Word]) -> str:
    """Return how the word is spelt that is nearest to one that was typed."""
    if len(typed) < SHORTEST:
        return ""
    near = nearest(typed, [word for word in words if word[0] == typed[0]])
    if not near:
        return ""
    word, _distance = min(near, key=lambda each: each[1])
    spelling = words[word].spelling
    # An acronym is one wherever it stands; the first word of a sentence is a word like others.
    return spelling if spelling.isupper() else spelling.lower()
