"""What a visitor's words find: the door of the search, for every page, list and script.

An engine gives keys; the rows are asked of the database here, at the moment of the request, and
what may not be found any more is left out, whatever the engine knows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from core.querysets import public_pages
from search.contract import FEW, Answer, Chosen, Engine, Hit, Part, Question
from search.engines import asked, asked_here
from search.meaning.client import nearest
from search.meaning.fusion import fused
from search.models import Entry, Pin
from search.question import read
from search.spelling import loosened
from search.text import is_telling, tokens
from search.vocabulary import pins, thesaurus
from web.languages import codes

EVERYTHING = Chosen()
# So much is asked for of what is near in meaning. What that counts beside words that are there, and
# beside such as are nearly there: as measured.
MEANT, BESIDE_WORDS, BESIDE_LIKENESS = 30, 0.3, 0.6
# Something is always near: no more than so much of it is shown.
MOST_MEANT = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that was found, in the language in which it is shown, and what it was found by.

    `other` is its translation that has the words, where this one has not; `files` are the keys of
    what the page and its translations offer.
    """

    entry: Entry
    hit: Hit
    question: Question
    other: Entry | None
    files: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pinned:
    """A page that editors put first, in the language that suits the reader, and their words."""

    entry: Entry
    note: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: `shown` have every word; `nearly` have most of it, or something like it.
    `pinned` is what editors put before all that, on the first page of an unnarrowed search.

    `is_reduced` says that the engine which should have answered did not.
    """

    question: Question
    shown: Sequence[Shown] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    nearly: Sequence[Shown] = ()
    pinned: Sequence[Pinned] = ()
    is_reduced: bool = False

    @property
    def by_words(self) -> list[Shown]:
        """What has some of the words, or something like them."""
        return [each for each in (*self.shown, *self.nearly) if not each.hit.by_meaning]


def find(
    said: str,
    language: str,
    chosen: Chosen = EVERYTHING,
    *,
    start: int = 0,
    size: int = 10,
    newest_first: bool = False,
    loosely: bool = True,
) -> Found:
    """Return what is found, the best first, and so much of it from `start` on.

    Where that is little, what is nearly meant is looked for as well, unless not `loosely`.
    """
    question = read(said, language, codes(), thesaurus())
    if not question:
        return Found(question)

    def ask(engine: Engine) -> Answer:
        return engine.search(question, chosen, Part(size, start, newest_first))

    first = pins(said, language) if not (start or chosen) else ()
    answer, is_reduced = asked(ask)
    rows = _rows(answer.hits, question, first)
    if not all(hit.group in rows for hit in answer.hits):
        # Something went from the site that the index still counts: the database counts without it.
        answer = asked_here(ask)
        rows = _rows(answer.hits, question, first)
    shown = _in_order(answer.hits, rows)
    nearly: Sequence[Shown] = ()
    if loosely and not start and not chosen:
        meant = [] if newest_first else _meant(question)
        order = fused([each.hit.group for each in shown], meant, BESIDE_WORDS)
        shown.sort(key=lambda each: order.index(each.hit.group))
        if answer.total < FEW:
            nearly, was_reduced = _nearly(question, answer.hits, meant, size)
            is_reduced = is_reduced or was_reduced
    return Found(
        question=question,
        shown=shown,
        total=answer.total,
        facets=answer.facets,
        nearly=nearly,
        pinned=[
            Pinned(rows[pin.page.translation_key].entry, pin.note)
            for pin in first
            if pin.page.translation_key in rows
        ],
        is_reduced=is_reduced,
    )


def complete(beginning: str, language: str, *, size: int = 8) -> Sequence[Shown]:
    """Return pages that have the words typed so far, for whoever goes on typing."""
    typed = list(tokens(beginning, language))
    said = [each.word for each in typed[:-1] if is_telling(each, language)]
    words = [*said, *(each.word for each in typed[-1:])]
    if not words:
        return ()
    hits, _is_reduced = asked(lambda engine: engine.complete(words, language, size=size * 3))
    shown = _in_order(hits, _rows(hits, Question(beginning, language)))
    # Titles are what is read among suggestions: those that go on as one types stand first.
    shown.sort(key=lambda each: not _begins_a_word(words[-1], each.entry))
    return shown[:size]


def _meant(question: Question) -> list[UUID]:
    """Return what is near in meaning; nothing for who asks for words exactly as they are."""
    if not question.words or question.is_exact:
        return []
    return nearest(question.said, MEANT)


def _nearly(
    question: Question, found: Sequence[Hit], meant: Sequence[UUID], size: int
) -> tuple[list[Shown], bool]:
    """Return what has nearly the words or the meaning, as many as there is room for."""
    loose = loosened(question)
    answer, is_reduced = Answer(), False
    if loose:
        answer, is_reduced = asked(
            lambda engine: engine.search(loose, EVERYTHING, Part(size + len(found)))
        )
    known = {hit.group for hit in found}
    by_words = {hit.group: hit for hit in answer.hits if hit.group not in known}
    others = [group for group in meant if group not in known][:MOST_MEANT]
    order = fused(list(by_words), others, BESIDE_LIKENESS)[: size - len(found)]
    more = [by_words.get(group) or Hit(group, (), by_meaning=True) for group in order]
    return _in_order(more, _rows(more, loose)), is_reduced


def _begins_a_word(beginning: str, entry: Entry) -> bool:
    return any(each.word.startswith(beginning) for each in tokens(entry.title, entry.language))


def _in_order(hits: Iterable[Hit], rows: Mapping[UUID, Shown]) -> list[Shown]:
    return [rows[hit.group] for hit in hits if hit.group in rows]


def _rows(hits: Sequence[Hit], question: Question, first: Sequence[Pin] = ()) -> dict[UUID, Shown]:
    """Return what may be seen of the hits and pins, each in the language that suits best."""
    of_pins = (Hit(pin.page.translation_key, ()) for pin in first)
    every = {hit.group: hit for hit in (*of_pins, *hits)}
    entries: defaultdict[UUID, list[Entry]] = defaultdict(list)
    if every:
        for entry in _visible().filter(group__in=every):
            entries[entry.group].append(entry)
    return {group: _shown(every[group], each, question) for group, each in entries.items()}


def _shown(hit: Hit, entries: list[Entry], question: Question) -> Shown:
    order = {code: place for place, code in enumerate(codes())}

    def suits(entry: Entry) -> tuple[bool, bool, int]:
        return (
            entry.language != question.language,
            entry.language not in hit.languages,
            order.get(entry.language, len(order)),
        )

    best, *others = sorted(entries, key=suits)
    with_the_words = (each for each in others if each.language in hit.languages)
    return Shown(
        entry=best,
        hit=hit,
        question=question,
        other=None if best.language in hit.languages else next(with_the_words, None),
        files=tuple(dict.fromkeys(key for each in (best, *others) for key in each.files)),
    )


def _visible() -> QuerySet[Entry]:
    visible = Entry.objects.filter(page__in=public_pages().order_by()).select_related("page")
    # What it is found by is not what is shown.
    return visible.defer("title_terms", "text_terms", "file_terms", "words")
