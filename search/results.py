"""A page that was found as the list shows it: what it is, its passage, and why it is there."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString

from search.excerpts import Marked, excerpt, mark
from search.files import Place, places
from search.queries import Pinned, Shown
from web.languages import Language, codes, language

# Of the words that were found in place of the visitor's, so many are named.
NAMED = 3


@dataclass(frozen=True)
class Other:
    """The translation that has the words, where the one that is shown has not."""

    language: Language
    url: str


@dataclass(frozen=True)
class Hit:
    """`title` and `excerpt` are HTML; `translations` are the other languages it can be read in."""

    title: SafeString
    url: str
    kind: str
    excerpt: SafeString
    date: dt.date | None
    language: Language
    translations: tuple[Language, ...]
    # What is marked in it, where that is none of the visitor's own words.
    other_words: tuple[str, ...]
    other: Other | None
    place: Place | None
    by_meaning: bool


@dataclass(frozen=True)
class Pick:
    """A page that editors put first, and what they say of it in the reader's language."""

    title: str
    url: str
    language: Language
    note: str


def picks(pinned: Iterable[Pinned], request: HttpRequest) -> list[Pick]:
    return [
        Pick(
            each.entry.title,
            each.entry.page.get_url(request),
            language(each.entry.language),
            each.note,
        )
        for each in pinned
    ]


def hits(shown: Iterable[Shown], request: HttpRequest) -> list[Hit]:
    shown = list(shown)
    in_files = places(shown)
    return [_hit(each, in_files.get(each.entry.group), request) for each in shown]


def _hit(shown: Shown, place: Place | None, request: HttpRequest) -> Hit:
    entry, question = shown.entry, shown.question
    code = entry.language
    terms = question.terms_in(code)
    title = mark(entry.title, terms, code)
    passage = excerpt(entry.text, terms, code, enough=question.enough_in(code))
    other = shown.other
    return Hit(
        title=title.html,
        url=entry.page.get_url(request),
        kind=entry.kind_label,
        excerpt=passage.html,
        date=entry.date,
        language=language(code),
        translations=tuple(
            language(each) for each in codes() if each in entry.languages and each != code
        ),
        other_words=_other_words(title, passage, question.said_in(code)),
        other=Other(language(other.language), other.page.get_url(request)) if other else None,
        place=place,
        by_meaning=shown.hit.by_meaning,
    )


def _other_words(title: Marked, passage: Marked, said: frozenset[str]) -> tuple[str, ...]:
    marked = {**passage.terms, **title.terms}
    if said & marked.keys():
        return ()
    return tuple(dict.fromkeys(marked.values()))[:NAMED]
