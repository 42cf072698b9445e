"""What a visitor's words find: the door of the search, for every page, list and script.

An engine gives keys; the rows are asked of the database here, at the moment of the request, and
what may not be found any more is left out, whatever the engine knows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from core.querysets import public_pages
from search.contract import FEW, Chosen, Hit, Question
from search.engines import asked, asked_here
from search.models import Entry
from search.question import read
from search.spelling import loosened
from search.text import is_telling, tokens
from search.vocabulary import thesaurus
from web.languages import codes

EVERYTHING = Chosen()


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that was found, in the language in which it is shown."""

    entry: Entry
    hit: Hit
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: `shown` have every word; `nearly` have most of it, or something like it.

    `is_reduced` says that the engine which should have answered did not.
    """

    question: Question
    shown: Sequence[Shown] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    nearly: Sequence[Shown] = ()
    is_reduced: bool = False


def find(
    said: str, language: str, chosen: Chosen = EVERYTHING, *, start: int = 0, size: int = 10
) -> Found:
    """Return what is found, the best first, and so much of it from `start` on."""
    question = read(said, language, codes(), thesaurus())
    if not question:
        return Found(question)
    answer, is_reduced = asked(
        lambda engine: engine.search(question, chosen, start=start, size=size)
    )
    rows = _rows(answer.hits, question)
    if len(rows) < len(answer.hits):
        # Something went from the site that the index still counts: the database counts without it.
        answer = asked_here(lambda engine: engine.search(question, chosen, start=start, size=size))
        rows = _rows(answer.hits, question)
    more: Sequence[Hit] = ()
    if answer.total < FEW and not start and not chosen:
        more, was_reduced = _nearly(question, answer.hits, size)
        is_reduced = is_reduced or was_reduced
    rows |= _rows(more, question)
    return Found(
        question=question,
        shown=[rows[hit.group] for hit in answer.hits if hit.group in rows],
        total=answer.total,
        facets=answer.facets,
        nearly=[rows[hit.group] for hit in more if hit.group in rows],
        is_reduced=is_reduced,
    )


def complete(beginning: str, language: str, *, size: int = 8) -> Sequence[Shown]:
    """Return pages that have the words typed so far, for whoever goes on typing."""
    typed = list(tokens(beginning, language))
    said = [each.word for each in typed[:-1] if is_telling(each, language)]
    words = [*said, *(each.word for each in typed[-1:])]
    if not words:
        return ()
    hits, _is_reduced = asked(lambda engine: engine.complete(words, language, size=size))
    rows = _rows(hits, Question(beginning, language))
    return [rows[hit.group] for hit in hits if hit.group in rows]


def _nearly(question: Question, found: Sequence[Hit], size: int) -> tuple[Sequence[Hit], bool]:
    """Return what has nearly the words, as many as there is room for beside what was found."""
    loose = loosened(question)
    if not loose:
        return (), False
    answer, is_reduced = asked(
        lambda engine: engine.search(loose, EVERYTHING, start=0, size=size + len(found))
    )
    known = {hit.group for hit in found}
    more = [hit for hit in answer.hits if hit.group not in known]
    return more[: size - len(found)], is_reduced


def _rows(hits: Iterable[Hit], question: Question) -> dict[UUID, Shown]:
    """Return the hits of which something may be seen, each in the language that suits best."""
    hits = list(hits)
    found: dict[UUID, list[Entry]] = {}
    for entry in _visible().filter(group__in=[hit.group for hit in hits]):
        found.setdefault(entry.group, []).append(entry)
    order = {code: place for place, code in enumerate(codes())}
    shown = {}
    for hit in hits:
        if hit.group in found:
            entry = min(
                found[hit.group],
                key=lambda each: (
                    each.language != question.language,
                    each.language not in hit.languages,
                    order.get(each.language, len(order)),
                ),
            )
            shown[hit.group] = Shown(entry, hit, question.terms_in(entry.language))
    return shown


def _visible() -> QuerySet[Entry]:
    return Entry.objects.filter(page__in=public_pages().order_by()).select_related("page")
