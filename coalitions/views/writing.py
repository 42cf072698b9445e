"""The page on which a draft is written: by the editor, step by step, or in a plain form."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from coalitions.doors import READ_ONLY, space
from coalitions.draft_forms import PlainForm
from coalitions.models import Draft, Membership
from coalitions.permissions import May, require
from coalitions.services import writing as services
from coalitions.text import schema
from coalitions.text.reading import InvalidText, loads
from coalitions.views.drafts import draft_of
from coalitions.views.frame import show


@space(May.WRITE)
def write(request: HttpRequest, member: Membership, draft_id: UUID) -> HttpResponse:
    draft = draft_of(member, draft_id, May.WRITE)
    form = PlainForm(draft, request.POST or None)
    kept: list[str] = []
    if form.is_valid():
        try:
            saved = services.save_form(by=member, draft=draft, **form.save_as())
        except InvalidText:
            form.add_error("text", _("This text cannot be saved as it is. Copy it, and try anew."))
        else:
            if not saved.kept:
                messages.success(request, _("Saved."))
                return redirect("spaces:write", member.coalition_id, draft.pk)
            # Both stay, and the person is shown what they would have deleted.
            kept, form = saved.kept, PlainForm(saved.draft)
    threads = draft.threads.open().whole()
    return show(request, member, "write", draft=draft, form=form, kept=kept, threads=threads)


@space(May.WRITE, methods=READ_ONLY)
def text(request: HttpRequest, member: Membership, draft_id: UUID) -> HttpResponse:
    """Answer the editor with the text to begin from."""
    draft = _bare(member, draft_id)
    return JsonResponse({"document": draft.document, "version": draft.step_count})


@space(May.WRITE)
def steps(request: HttpRequest, member: Membership, draft_id: UUID) -> HttpResponse:
    """Take the steps of an editor, and answer with those of everybody since the state it knew."""
    draft = _bare(member, draft_id)
    try:
        if request.method == "POST":
            return _pushed(member, draft, loads(request.body))
        return _news(draft, _number(request.GET.get("since")), lost=[])
    except InvalidText:
        # Nothing an editor of ours sends: its page is older than the schema, or something else is.
        return JsonResponse({"refused": True}, status=422)


def _bare(member: Membership, draft_id: UUID) -> Draft:
    """Return a draft without what a screen says of it: an editor asks every other second."""
    rows = Draft.objects.within(member.coalition).kept().select_related("shared")
    found: Draft = get_object_or_404(rows.defer("document"), pk=draft_id)
    require(member, May.WRITE, found)
    return found


def _pushed(member: Membership, draft: Draft, said: Any) -> HttpResponse:
    if not isinstance(said, dict) or said.get("schema") != schema.VERSION:
        raise InvalidText("of another schema")
    sent, version = said.get("steps"), _number(said.get("version"))
    if not isinstance(sent, list):
        raise InvalidText("no steps")
    try:
        client, name = str(UUID(said["client"])), UUID(said["push"])
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise InvalidText("no name") from error
    lost = services.write(
        by=member, draft=draft, version=version, steps=sent, client=client, name=name
    )
    draft.refresh_from_db(fields=["step_count"])
    return _news(draft, version, lost=lost)


def _news(draft: Draft, since: int, *, lost: list[str]) -> HttpResponse:
    found = services.news(draft, since)
    return JsonResponse({"steps": found.steps, "clients": found.clients, "lost": lost})


def _number(said: Any) -> int:
    try:
        return int(said)
    except (TypeError, ValueError) as error:
        raise InvalidText("no version") from error
