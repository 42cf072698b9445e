"""What is said of a draft: passages, replies, proposals, and what became of them.

Browsers never set an anchor themselves: the server does, for whoever may comment. A step that
brings an anchor of no comment is refused by `services.writing`.
"""

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coalitions.mentions import mentioned
from coalitions.models import Answer, Comment, Draft, Membership, Organisation, Thread, Verb
from coalitions.news import tell
from coalitions.permissions import (
    May,
    abilities,
    may_answer,
    may_change,
    may_resolve,
    may_take_back,
)
from coalitions.services.activity import note
from coalitions.services.holding import held
from coalitions.services.writing import mark, rewrite, steps_since
from coalitions.text.anchoring import Passage, anchoring, loosening, moved, quote, rewording
from coalitions.text.reading import trusted


class PassageGone(ValidationError):
    """What somebody wanted to comment on was deleted while they wrote."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody changed this passage while you wrote. Choose it again."), code="gone"
        )


@dataclass(frozen=True)
class Said:
    """What a member says: see the fields of `Comment`."""

    text: str
    wording: str = ""
    red_line: bool = False
    organisation: Organisation | None = None


@transaction.atomic
def open_thread(
    *, by: Membership, draft: Draft, passage: Passage, said: Said, name: UUID
) -> Thread:
    """Say something of a passage; sent again under the same `name`, it is said once.

    Raises Http404 when `by` may not, PassageGone, and InvalidText for a state that never was.
    """
    by, draft = held(by, draft, May.COMMENT)
    if known := _said_before(by, draft, name):
        return known.thread
    start, end = moved(passage, steps_since(draft, passage.version))
    words = quote(trusted(draft.document), start, end)
    if not words:
        raise PassageGone
    thread = Thread.objects.create(
        draft=draft, anchor=_fresh_anchor(draft), quote=words, opened_by=by
    )
    mark(draft, anchoring(start, end, thread.anchor), by=by)
    _say(thread, by, said, name)
    note(Verb.COMMENTED, coalition=by.coalition, by=by, about=draft)
    return thread


@transaction.atomic
def reply(*, by: Membership, thread: Thread, said: Said, name: UUID) -> None:
    """Say something in a thread, which is open again by that. Raises Http404."""
    by, thread = _held_thread(by, thread)
    if _said_before(by, thread.draft, name):
        return
    _say(thread, by, said, name)
    _set_resolved(thread, None)
    note(Verb.COMMENTED, coalition=by.coalition, by=by, about=thread.draft)


@transaction.atomic
def change(*, by: Membership, comment: Comment, said: Said) -> None:
    """Say it otherwise. Raises Http404, unless it is one's own and nobody has answered it."""
    by, comment = _held_comment(by, comment, May.COMMENT)
    if not may_change(by, comment):
        raise Http404
    _check_organisation(by, said)
    comment.text, comment.wording = said.text, said.wording
    comment.red_line, comment.organisation = said.red_line, said.organisation
    comment.changed_at = timezone.now()
    comment.save()
    comment.mentions.set(_mentioned(comment.text, by))


@transaction.atomic
def take_back(*, by: Membership, comment: Comment) -> None:
    """Remove what is said; of a thread in which nothing is said any more, too. Raises Http404."""
    by, comment = _held_comment(by, comment, May.COMMENT)
    if not may_take_back(by, comment):
        raise Http404
    comment.text = comment.wording = comment.reason = comment.answer = ""
    comment.red_line = False
    comment.taken_back_at = timezone.now()
    comment.save()
    comment.mentions.clear()
    if not comment.thread.comments.standing().exists():
        _take_back_thread(comment.thread, by)


@transaction.atomic
def resolve(*, by: Membership, thread: Thread) -> None:
    """Close a thread. Raises Http404 when `by` may not.

    Raises ValidationError while a proposal in it waits for an answer.
    """
    by, thread = _held_thread(by, thread)
    if not may_resolve(by, thread):
        raise Http404
    if thread.comments.waiting().exists():
        raise ValidationError(_("A proposal in it waits for an answer."), code="waits")
    if not thread.resolved_at:
        _set_resolved(thread, by)
        note(Verb.THREAD_RESOLVED, coalition=by.coalition, by=by, about=thread.draft)


@transaction.atomic
def reopen(*, by: Membership, thread: Thread) -> None:
    """Raises Http404 when `by` may not."""
    _by, thread = _held_thread(by, thread)
    _set_resolved(thread, None)


@transaction.atomic
def answer(
    *, by: Membership, comment: Comment, verdict: str, reason: str, put: bool = False
) -> None:
    """Say what becomes of a proposal; with `put`, its wording stands in the text from now on.

    Raises Http404 when `by` may not, or there is no proposal, and ValidationError when its passage
    cannot be replaced.
    """
    by, comment = _held_comment(by, comment, May.ANSWER)
    if not may_answer(by, comment):
        raise Http404
    thread = comment.thread
    # What stands in a page of the site is written there.
    put = put and May.WRITE in abilities(by, thread.draft)
    if put and verdict == Answer.ACCEPTED and comment.wording:
        words = " ".join(comment.wording.split())
        step = rewording(trusted(thread.draft.document), thread.anchor, words)
        if step is None:
            raise ValidationError(
                _("The passage does not stand in one piece any more: write it there yourself."),
                code="in_pieces",
            )
        rewrite(thread.draft, [step], by=by)
    comment.answer, comment.reason = verdict, reason
    comment.answered_at, comment.answered_by = timezone.now(), by
    comment.save()
    if not thread.comments.waiting().exists():
        _set_resolved(thread, by)
    tell(comment.by)
    note(Verb.PROPOSAL_ANSWERED, coalition=by.coalition, by=by, about=thread.draft, choice=verdict)


def _say(thread: Thread, by: Membership, said: Said, name: UUID) -> None:
    _check_organisation(by, said)
    comment = Comment.objects.create(
        thread=thread,
        name=name,
        by=by,
        organisation=said.organisation,
        text=said.text,
        wording=said.wording,
        red_line=said.red_line,
    )
    meant = _mentioned(said.text, by)
    comment.mentions.set(meant)
    tell(*meant)


def _said_before(by: Membership, draft: Draft, name: UUID) -> Comment | None:
    rows = Comment.objects.select_related("thread")
    return rows.filter(by=by, name=name, thread__draft=draft).first()


def _check_organisation(by: Membership, said: Said) -> None:
    if said.organisation and not by.affiliations.filter(organisation=said.organisation).exists():
        raise Http404


def _mentioned(text: str, by: Membership) -> list[Membership]:
    if "@" not in text:
        return []
    return mentioned(text, Membership.objects.invited().filter(coalition=by.coalition_id))


def _set_resolved(thread: Thread, by: Membership | None) -> None:
    thread.resolved_by = by
    thread.resolved_at = timezone.now() if by else None
    thread.save(update_fields=["resolved_by", "resolved_at"])


def _take_back_thread(thread: Thread, by: Membership) -> None:
    mark(thread.draft, loosening(trusted(thread.draft.document), thread.anchor), by=by)
    thread.quote, thread.taken_back_at = "", timezone.now()
    thread.save(update_fields=["quote", "taken_back_at"])


def _fresh_anchor(draft: Draft) -> str:
    anchor = secrets.token_hex(4)
    while draft.threads.filter(anchor=anchor).exists():
        anchor = secrets.token_hex(4)
    return anchor


def _held_thread(
    by: Membership, thread: Thread, ability: May = May.COMMENT
) -> tuple[Membership, Thread]:
    by, draft = held(by, thread.draft, ability)
    found = draft.threads.standing().filter(pk=thread.pk).first()
    if found is None:
        raise Http404
    found.draft = draft
    return by, found


def _held_comment(by: Membership, comment: Comment, ability: May) -> tuple[Membership, Comment]:
    by, thread = _held_thread(by, comment.thread, ability)
    found = thread.comments.filter(pk=comment.pk).first()
    if found is None:
        raise Http404
    found.thread = thread
    return by, found
