"""What was found in a space as the list shows it: what it is, its passage, the way to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString

from coalitions.models import Membership
from media.cleaning.plain import PAGE_BREAK
from media.lengths import place
from media.names import ending
from search.contract import Question
from search.excerpts import Marked, excerpt, excerpts_by_page, mark
from search.models import SpaceEntry
from search.spaces.documents import said
from web.languages import Language, language


@dataclass(frozen=True)
class SpaceHit:
    """`title` and `excerpt` are HTML; `place` is a page of a file: “page 4”; `by` may be gone."""

    entry: SpaceEntry
    title: SafeString
    excerpt: SafeString
    place: str
    url: str
    by: Membership | None
    language: Language


def hits(entries: Iterable[SpaceEntry], question: Question) -> list[SpaceHit]:
    return [_hit(entry, question) for entry in entries]


def _hit(entry: SpaceEntry, question: Question) -> SpaceHit:
    code = entry.language
    title, text = said(entry)
    number, passage = None, _excerpt(text, question, code)
    if entry.file and not passage.terms:
        number, passage = _in_file(entry, question) or (None, passage)
    return SpaceHit(
        entry=entry,
        title=mark(title, question.terms_in(code), code).html,
        excerpt=passage.html,
        place=place(ending(entry.version.filename), number) if entry.version and number else "",
        url=_url(entry),
        by=_by(entry),
        language=language(code),
    )


def _excerpt(text: str, question: Question, code: str) -> Marked:
    return excerpt(text, question.terms_in(code), code, enough=question.enough_in(code))


def _in_file(entry: SpaceEntry, question: Question) -> tuple[int | None, Marked] | None:
    """Return the best passage of what a file says, with the number of its page."""
    code = entry.language
    pages, terms = entry.text.split(PAGE_BREAK), question.terms_in(code)
    found = excerpts_by_page(pages, terms, code, enough=question.enough_in(code))
    return max(found, key=lambda each: len(each[1].terms), default=None)


def _url(entry: SpaceEntry) -> str:
    def at(name: str, key: UUID) -> str:
        return reverse(f"spaces:{name}", args=[entry.coalition_id, key])

    if entry.draft:
        return at("draft", entry.draft.pk)
    if entry.comment:
        thread = entry.comment.thread
        return f"{at('comments', thread.draft_id)}#t-{thread.anchor}"
    return at("file", entry.file.pk)


def _by(entry: SpaceEntry) -> Membership | None:
    if entry.draft:
        return entry.draft.changed_by
    if entry.comment:
        return entry.comment.by
    return entry.version.by if entry.version else None
