"""Why a page is found by a query, or is not, in words that an editor understands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail.models import Page

from core.querysets import public_pages
from search.contract import Clause, Part, Question
from search.engines import asked
from search.excerpts import mark
from search.models import Entry
from search.queries import EVERYTHING
from search.question import read
from search.reading import spaced
from search.spelling import loosened
from search.text import telling
from search.vocabulary import pins, thesaurus
from web.languages import codes, language

# Nobody reads on for longer; who stands behind it is as good as not found.
LOOKED_THROUGH = 1000


@dataclass(frozen=True)
class Word:
    """A word of the query, and where the page has it, in some form."""

    word: str
    where: Sequence[str]


@dataclass(frozen=True)
class Explanation:
    """`place` counts from one, of `total`; what is not found has none."""

    reasons: Sequence[str]
    words: Sequence[Word] = ()
    place: int | None = None
    total: int = 0


def explain(query: str, code: str, page: Page) -> Explanation:
    """Explain what a reader of a language gets, who types this query, as to this page."""
    if not public_pages().filter(pk=page.pk).exists():
        return Explanation([_("The page is not public: no visitor finds it.")])
    entries = list(Entry.objects.filter(group=page.translation_key))
    if page.pk not in {entry.pk for entry in entries}:
        return Explanation([_("The search has not read this page yet. It does so in a moment.")])
    question = read(query, code, codes(), thesaurus())
    if not question:
        return Explanation([_("The query has no word that says what is looked for.")])
    place, total = _place(question, page.translation_key)
    return Explanation(
        reasons=list(_reasons(question, entries, is_found=bool(place))),
        words=[_word(token.word, token.term, code, entries) for token in telling(query, code)],
        place=place,
        total=total,
    )


def _place(question: Question, group: UUID) -> tuple[int | None, int]:
    answer, _is_reduced = asked(
        lambda engine: engine.search(question, EVERYTHING, Part(LOOKED_THROUGH))
    )
    groups = [hit.group for hit in answer.hits]
    return (groups.index(group) + 1 if group in groups else None), answer.total


def _word(word: str, term: str, code: str, entries: Sequence[Entry]) -> Word:
    where = []
    for entry in entries:
        if entry.language == code and term in entry.title_terms.split():
            where.append(_("in the title"))
        if entry.language == code and term in entry.text_terms.split():
            where.append(_("in the text"))
    if any(term in entry.file_terms.get(code, "").split() for entry in entries):
        where.append(_("in a file"))
    return Word(word, where)


def _reasons(question: Question, entries: Sequence[Entry], *, is_found: bool) -> Iterator[str]:
    if any(
        pin.page.translation_key == entries[0].group
        for pin in pins(question.said, question.language)
    ):
        yield _("Editors put it before all results of this query.")
    if any(_has(each, entries) for each in question.excluded):
        yield _("It has a word that the query excludes.")
        return
    if is_found:
        yield from _why_found(question, entries)
    elif any(_has(each, entries) for each in loosened(question).clauses):
        yield _(
            "It has some of the words, or nearly: it is shown where too little has all of them."
        )
    else:
        yield _("Not all of the words stand on it, nor others that mean the same.")


def _why_found(question: Question, entries: Sequence[Entry]) -> Iterator[str]:
    for clause in question.clauses:
        if not _has(clause, entries):
            continue
        name = language(clause.language).name
        if not clause.is_alternative:
            yield _("It has every word of the query, read as %(language)s.") % {"language": name}
        else:
            text = _("It says the same in other words, in %(language)s: %(words)s.")
            yield text % {"language": name, "words": _spelt(clause, entries)}


def _spelt(clause: Clause, entries: Sequence[Entry]) -> str:
    """Return the words of a clause as the page spells them."""
    terms = [term for part in clause.parts for term in part]
    text = "\n".join(
        f"{each.title}\n{each.text}" for each in entries if each.language == clause.language
    )
    spelt = mark(text, terms, clause.language).terms
    return " ".join(spelt.get(term, term) for term in terms)


def _has(clause: Clause, entries: Sequence[Entry]) -> bool:
    """Tell whether a text of the set, or a file, has what a clause asks for."""
    enough = any if clause.any_part else all
    return any(
        enough(_stands(part, text) for part in clause.parts)
        for text in _texts(clause.language, entries)
    )


def _stands(part: Sequence[str], text: str) -> bool:
    return spaced(part) in text


def _texts(code: str, entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        if entry.language == code:
            yield f" {entry.title_terms}  {entry.text_terms} "
        if code in entry.file_terms:
            yield f" {entry.file_terms[code]} "
