"""What a member's words find in a space they are in: the door of its search.

Whoever asks has been let in as a member at this request; what of the space can be read now is asked
of the database with every question, for what is shown and for what is counted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from coalitions.models import Coalition, Membership
from search.contract import FEW, Answer, Chosen, Part, Question
from search.models import SpaceEntry
from search.question import read
from search.spaces import embedded
from search.spaces.engines import answer
from search.spelling import Wanted, loosened
from search.text import term_of
from search.vocabulary import thesaurus
from web.languages import codes

EVERYTHING = Chosen()
# What it is found by, and what nobody is shown in a list.
UNSHOWN = ("title_terms", "text_terms", "words", "comment__thread__draft__document")
ALONG = ("draft__changed_by", "comment__thread__draft", "comment__by", "file", "version__by")


@dataclass(frozen=True, slots=True)
class FoundInSpace:
    """What was found: `shown` have every word; `nearly` have most of it, or something like it.

    `counts` says how much there is of each kind, whatever was chosen of them.
    """

    question: Question
    shown: Sequence[SpaceEntry] = ()
    total: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    # By a question of its own: what is near is marked.
    nearly: Sequence[SpaceEntry] = ()
    loose: Question | None = None


def find_in(
    member: Membership,
    said: str,
    language: str,
    chosen: Chosen = EVERYTHING,
    *,
    start: int = 0,
    size: int = 10,
    newest_first: bool = False,
) -> FoundInSpace:
    """Return what a member's words find in their space, and so much of it from `start` on."""
    space = member.coalition
    question = read(said, language, codes(), thesaurus())
    if not question:
        return FoundInSpace(question)
    found, shown = _ask(space, question, chosen, Part(size, start, newest_first))
    loose: Question | None = None
    nearly: Sequence[SpaceEntry] = ()
    if found.total < FEW and not start and not chosen:
        loose = loosened(question, lambda wanted: _words(space, wanted))
        if loose:
            _near, rows = _ask(space, loose, EVERYTHING, Part(size))
            nearly = [entry for entry in rows if entry not in shown]
    return FoundInSpace(
        question=question,
        shown=shown,
        total=found.total,
        counts=found.facets["kind"],
        nearly=nearly,
        loose=loose,
    )


def _ask(
    space: Coalition, question: Question, chosen: Chosen, part: Part
) -> tuple[Answer, list[SpaceEntry]]:
    """Return an answer, and the rows of its hits."""
    found = answer(question, space, chosen, part)
    shown = _shown(space, [hit.group for hit in found.hits])
    if len(shown) < len(found.hits):
        # Something was put away that the index still counts: the database counts without it.
        found = embedded.answer(question, space, chosen, part)
        shown = _shown(space, [hit.group for hit in found.hits])
    return found, shown


def _shown(space: Coalition, keys: Sequence[UUID]) -> list[SpaceEntry]:
    """Return those of the entries that can be read, in their order."""
    if not keys:
        return []
    rows = SpaceEntry.objects.within(space).select_related(*ALONG).defer(*UNSHOWN).in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def _words(space: Coalition, wanted: Wanted) -> Iterable[tuple[str, str, str, int]]:
    """Return words of the space, as `search/spelling.py` asks for them."""
    rows = SpaceEntry.objects.within(space).filter(language__in=wanted.languages)
    texts: Counter[tuple[str, str]] = Counter()
    for language, words in rows.values_list("language", "words"):
        texts.update((language, word) for word in words.split() if word in wanted)
    for (language, word), number in texts.items():
        yield language, word, term_of(word, language), number
