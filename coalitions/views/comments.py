"""What is said of a draft: the list, something new, a reply, and what becomes of a proposal."""

from collections.abc import Callable
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from coalitions.comment_forms import AnswerForm, CommentForm, PassageForm
from coalitions.doors import READ_ONLY, space
from coalitions.forms import saved
from coalitions.models import Comment, Membership, Thread
from coalitions.permissions import May, abilities, may_answer, may_change, may_take_back
from coalitions.services import comments as services
from coalitions.services.comments import PassageGone
from coalitions.text.reading import trusted
from coalitions.text.schema import comment_ids
from coalitions.views.drafts import draft_of
from coalitions.views.frame import show


@space(methods=READ_ONLY)
def comments(request: HttpRequest, member: Membership, draft_id: UUID) -> HttpResponse:
    """List every thread on a draft; with `?of=me`, those in which the member is meant."""
    draft = draft_of(member, draft_id)
    threads = draft.threads.all()
    mine = request.GET.get("of") == "me"
    if mine:
        threads = threads.filter(comments__mentions=member).distinct()
    found = list(threads.whole())
    context: dict[str, Any] = {
        "draft": draft,
        "mine": mine,
        "here": comment_ids(trusted(draft.document)),
        "open": [each for each in found if not each.resolved_at],
        "resolved": [each for each in found if each.resolved_at],
    }
    return show(request, member, "comments", **context)


@space(methods=READ_ONLY)
def proposals(request: HttpRequest, member: Membership, draft_id: UUID) -> HttpResponse:
    """Show each organisation what became of what it proposed."""
    draft = draft_of(member, draft_id)
    rows = Comment.objects.proposals().filter(thread__draft=draft).with_names()
    found = sorted(rows.select_related("thread"), key=lambda each: _on_behalf_of(each).casefold())
    groups = [(name, list(rows)) for name, rows in groupby(found, _on_behalf_of)]
    return show(request, member, "proposals", draft=draft, groups=groups)


@space(May.COMMENT)
def comment(request: HttpRequest, member: Membership, draft_id: UUID) -> HttpResponse:
    draft = draft_of(member, draft_id)
    form = PassageForm(member, draft, request.GET, request.POST or None)
    if form.is_valid():
        said, name = form.said(), form.cleaned_data["name"]
        passage = form.cleaned_data["passage"]
        try:
            thread = services.open_thread(
                by=member, draft=draft, passage=passage, said=said, name=name
            )
        except PassageGone as refusal:
            form = form.anew(refusal)
        else:
            return _back_to(thread)
    return show(request, member, "comment", draft=draft, form=form)


@space(May.COMMENT)
def reply(
    request: HttpRequest, member: Membership, draft_id: UUID, thread_id: UUID
) -> HttpResponse:
    thread = _thread_of(member, draft_id, thread_id)
    form = CommentForm(member, request.POST or None)

    def save() -> None:
        services.reply(by=member, thread=thread, said=form.said(), name=form.cleaned_data["name"])

    if saved(form, save):
        return _back_to(thread)
    return _show(request, member, "reply", thread, form=form)


@space(May.COMMENT, methods="POST")
def resolve(
    request: HttpRequest, member: Membership, draft_id: UUID, thread_id: UUID
) -> HttpResponse:
    thread = _thread_of(member, draft_id, thread_id)
    try:
        services.resolve(by=member, thread=thread)
    except ValidationError as refusal:
        messages.error(request, refusal.message)
    return _back_to(thread)


@space(May.COMMENT, methods="POST")
def reopen(
    request: HttpRequest, member: Membership, draft_id: UUID, thread_id: UUID
) -> HttpResponse:
    thread = _thread_of(member, draft_id, thread_id)
    services.reopen(by=member, thread=thread)
    return _back_to(thread)


@space(May.COMMENT)
def change_comment(
    request: HttpRequest, member: Membership, draft_id: UUID, comment_id: UUID
) -> HttpResponse:
    found = _comment_of(member, draft_id, comment_id, may_change)
    form = CommentForm(member, request.POST or None, instance=Comment.objects.get(pk=found.pk))
    if saved(form, lambda: services.change(by=member, comment=found, said=form.said())):
        return _back_to(found.thread)
    return _show(request, member, "change_comment", found.thread, comment=found, form=form)


@space(May.COMMENT)
def take_back_comment(
    request: HttpRequest, member: Membership, draft_id: UUID, comment_id: UUID
) -> HttpResponse:
    found = _comment_of(member, draft_id, comment_id, may_take_back)
    if request.method == "POST":
        services.take_back(by=member, comment=found)
        messages.success(request, _("The comment is taken back."))
        return redirect("spaces:draft", member.coalition_id, draft_id)
    return _show(request, member, "take_back", found.thread, comment=found)


@space(May.ANSWER)
def answer(
    request: HttpRequest, member: Membership, draft_id: UUID, comment_id: UUID
) -> HttpResponse:
    found = _comment_of(member, draft_id, comment_id, may_answer)
    writes = May.WRITE in abilities(member, found.thread.draft)
    again = Comment.objects.get(pk=found.pk)
    form = AnswerForm(request.POST or None, instance=again, writes=writes)

    def save() -> None:
        fields = form.cleaned_data
        services.answer(
            by=member,
            comment=found,
            verdict=fields["answer"],
            reason=fields["reason"],
            put=fields.get("put", False),
        )

    if saved(form, save):
        return _back_to(found.thread)
    return _show(request, member, "answer", found.thread, comment=found, form=form)


def _show(
    request: HttpRequest, member: Membership, template: str, thread: Thread, **context: Any
) -> HttpResponse:
    """Show a screen with the thread that it is about."""
    return show(request, member, template, draft=thread.draft, thread=thread, **context)


def _back_to(thread: Thread) -> HttpResponse:
    """Go to a thread, where it stands beside the text."""
    place = reverse("spaces:draft", args=[thread.draft.coalition_id, thread.draft_id])
    return redirect(f"{place}#t-{thread.anchor}")


def _thread_of(member: Membership, draft_id: UUID, thread_id: UUID) -> Thread:
    draft = draft_of(member, draft_id)
    found = get_object_or_404(draft.threads.whole(), pk=thread_id)
    found.draft = draft
    return found


def _comment_of(
    member: Membership,
    draft_id: UUID,
    comment_id: UUID,
    allowed: Callable[[Membership, Comment], bool],
) -> Comment:
    """Return a comment on a draft, if the member is allowed what they are about. Raises Http404."""
    draft = draft_of(member, draft_id)
    rows = Comment.objects.standing().with_names().filter(thread__draft=draft)
    found: Comment = get_object_or_404(rows.select_related("thread"), pk=comment_id)
    found.thread.draft = draft
    if not allowed(member, found):
        raise Http404
    return found


def _on_behalf_of(comment: Comment) -> str:
    return str(comment.organisation or comment.by or "–")
