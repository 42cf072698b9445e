"""Where in a file the words stand: which file of a page, and on which of its pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from media.models import Document
from search.contract import Question
from search.excerpts import Marked, excerpts_by_page
from search.queries import Shown


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of a file. `number` is that of its page or slide, where these are kept apart."""

    document: Document
    number: int | None
    passage: Marked

    @property
    def name(self) -> str:
        return self.document.place(self.number) if self.number else ""

    @property
    def url(self) -> str:
        return self.document.url_of_page(self.number or 1)


def places(shown: Iterable[Shown]) -> dict[UUID, Place]:
    """Return, by set of translations, the passage of a file for what was found in its files alone.

    One query, however many there are.
    """
    of_files = [each for each in shown if each.hit.in_files and each.files]
    keys = {key for each in of_files for key in each.files}
    if not keys:
        return {}
    # Asked now: a file may have been locked away, or replaced, since.
    documents = Document.objects.public().defer(None).in_bulk(keys)
    found = {}
    for each in of_files:
        offered = [documents[key] for key in each.files if key in documents]
        if place := _place(offered, each.question):
            found[each.entry.group] = place
    return found


def _place(documents: Iterable[Document], question: Question) -> Place | None:
    passages = (each for document in documents for each in _passages(document, question))
    return max(passages, key=lambda each: len(each.passage.terms), default=None)


def _passages(document: Document, question: Question) -> Iterator[Place]:
    code = document.language
    pages = document.words_by_page
    enough = question.enough_in(code)
    for each in excerpts_by_page(pages, question.said_in(code), code, enough=enough):
        yield Place(document, *each)
