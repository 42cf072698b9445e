"""What is shown of a page that was found: its best passage, with the words looked for marked.

The words keep their own spelling, inclusive endings and all; everything is escaped.
"""

from collections import Counter
from collections.abc import Collection

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.text import tokens

LENGTH = 200
# Read before the first word looked for, so that it does not stand alone.
LEAD = 60
# A passage further down is not looked for: ten long pages would take a second.
READ = 20_000

Span = tuple[int, int]


def mark(text: str, terms: Collection[str], language: str) -> SafeString:
    """Return the whole text as HTML, with each of the terms in a `<mark>`."""
    return _marked(text, _spans(_found(text, terms, language)))


def excerpt(text: str, terms: Collection[str], language: str) -> SafeString:
    """Return the passage of about 200 characters that holds most of the terms, as HTML."""
    text = " ".join(text[:READ].split())
    found = _found(text, terms, language)
    start = _best_start(found)
    start = _next_word(text, max(0, start - LEAD), start)
    end = _last_word(text, start + LENGTH)
    spans = _spans([each for each in found if each[1] >= start and each[2] <= end])
    passage = _marked(text[start:end], [(first - start, last - start) for first, last in spans])
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return mark_safe(f"{before}{passage}{after}")  # noqa: S308 (escaped by _marked)


def _found(text: str, terms: Collection[str], language: str) -> list[tuple[str, int, int]]:
    return [(t.term, t.start, t.end) for t in tokens(text, language) if t.term in terms]


def _best_start(found: list[tuple[str, int, int]]) -> int:
    """Return where the passage with most different terms begins, and of those with most of them."""
    best, best_start = (0, 0), 0
    inside: Counter[str] = Counter()
    first = 0
    for term, _start, end in found:
        inside[term] += 1
        while end - found[first][1] > LENGTH - LEAD:
            gone = found[first][0]
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
            first += 1
            if first == len(found):
                return best_start
        worth = (len(inside), inside.total())
        if worth > best:
            best, best_start = worth, found[first][1]
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


def _spans(found: list[tuple[str, int, int]]) -> list[Span]:
    """Return the places to mark; the overlapping pairs of Chinese become one."""
    spans: list[Span] = []
    for _term, start, end in found:
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return spans


def _marked(text: str, spans: list[Span]) -> SafeString:
    pieces, place = [], 0
    for start, end in spans:
        pieces += [escape(text[place:start]), "<mark>", escape(text[start:end]), "</mark>"]
        place = end
    return mark_safe("".join([*pieces, escape(text[place:])]))  # noqa: S308 (escaped piece by piece)
