"""What is shown of a page that was found: its best passage, with the words looked for marked.

The words keep their own spelling, inclusive endings and all; everything is escaped.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.text import Token, tokens

LENGTH = 200
# Read before the first word looked for, so that it does not stand alone.
LEAD = 60
# A passage further down is not looked for: ten long pages would take a second.
READ = 20_000
# Of one file, no more is read for a list of results: some sixty printed pages.
READ_OF_FILE = 150_000

Span = tuple[int, int]


class Marked(NamedTuple):
    """A text as HTML, each of the words looked for in a `<mark>`.

    `terms` are those of them that are there, each with how it is first spelt.
    """

    html: SafeString
    terms: Mapping[str, str]


def mark(text: str, terms: Collection[str], language: str) -> Marked:
    """Return the whole text, with each of the terms marked."""
    found = list(_found(text, terms, language))
    there: dict[str, str] = {}
    for token in found:
        there.setdefault(token.term, text[token.start : token.end])
    return Marked(_marked(text, _spans(found)), there)


def excerpt(text: str, terms: Collection[str], language: str, *, enough: int = 0) -> Marked:
    """Return the passage of about 200 characters that holds most of the terms.

    `enough` different terms in a passage are all that is asked for: further down is not read.
    """
    text = " ".join(text[:READ].split())
    start = _best_start(_found(text, terms, language), enough or len(terms))
    start = _next_word(text, max(0, start - LEAD), start)
    end = _last_word(text, start + LENGTH)
    passage = mark(text[start:end], terms, language)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    # Escaped by `mark`.
    return Marked(mark_safe(f"{before}{passage.html}{after}"), passage.terms)  # noqa: S308


def excerpts_by_page(
    pages: Sequence[str], terms: Collection[str], language: str, *, enough: int = 0
) -> Iterator[tuple[int | None, Marked]]:
    """Yield the best passage of each page of a file, with its number, until one has `enough`.

    Where its pages are not kept apart, there is no number.
    """
    read = 0
    for number, text in enumerate(pages, 1):
        passage = excerpt(text, terms, language, enough=enough)
        if passage.terms:
            yield number if len(pages) > 1 else None, passage
        read += len(text)
        if len(passage.terms) >= (enough or len(terms)) or read > READ_OF_FILE:
            return


def _found(text: str, terms: Collection[str], language: str) -> Iterator[Token]:
    return (token for token in tokens(text, language) if token.term in terms)


def _best_start(found: Iterator[Token], enough: int) -> int:
    """Return where the passage with most different terms begins, and of those with most of them."""
    best, best_start = (0, 0), 0
    inside: deque[Token] = deque()
    counts: Counter[str] = Counter()
    for token in found:
        inside.append(token)
        counts[token.term] += 1
        while token.end - inside[0].start > LENGTH - LEAD and len(inside) > 1:
            gone = inside.popleft().term
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
        worth = (len(counts), len(inside))
        if worth > best:
            best, best_start = worth, inside[0].start
        if len(counts) >= enough:
            break
    return best_start


def _next_word(text: str, start: int, latest: int) -> int:
    if not start:
        return 0
    space = text.find(" ", start, latest)
    # Chinese has no spaces: any place is the beginning of a word.
    return space + 1 if space >= 0 else start


def _last_word(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - LEAD, end)
    return space if space >= 0 else end


def _spans(found: Iterable[Token]) -> list[Span]:
    """Return the places to mark; the overlapping pairs of Chinese become one."""
    spans: list[Span] = []
    for token in found:
        if spans and token.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], token.end))
        else:
            spans.append((token.start, token.end))
    return spans


def _marked(text: str, spans: list[Span]) -> SafeString:
    pieces, place = [], 0
    for start, end in spans:
        pieces += [escape(text[place:start]), "<mark>", escape(text[start:end]), "</mark>"]
        place = end
    return mark_safe("".join([*pieces, escape(text[place:])]))  # noqa: S308 (escaped piece by piece)
