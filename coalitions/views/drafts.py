"""The drafts of a space: the list, a new one, what one is for, the trash."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from coalitions.doors import READ_ONLY, space
from coalitions.draft_forms import BeginForm, DetailsForm
from coalitions.forms import saved
from coalitions.models import Draft, Membership, Version
from coalitions.office.outgoing import formats_for
from coalitions.permissions import May, abilities, require
from coalitions.querysets import DraftQuerySet
from coalitions.services import drafts as services
from coalitions.text.reading import trusted
from coalitions.views.frame import show
from coalitions.views.margin import beside
from users.people import person


@space(methods=READ_ONLY)
def drafts(request: HttpRequest, member: Membership) -> HttpResponse:
    rows = list(_listed(member).kept())
    written = [each for each in rows if not hasattr(each, "shared")]
    pages = [each for each in rows if hasattr(each, "shared")]
    return show(request, member, "drafts", drafts=written, pages=pages)


@space(May.WRITE, methods=READ_ONLY)
def trash(request: HttpRequest, member: Membership) -> HttpResponse:
    return show(request, member, "trash", drafts=_listed(member).exclude(trashed_at=None))


@space(May.WRITE)
def begin(request: HttpRequest, member: Membership) -> HttpResponse:
    draft = Draft(time_zone=person(request).time_zone)
    form = BeginForm(member.coalition, request.POST or None, request.FILES or None, instance=draft)
    if form.is_valid() and form.left:
        # What a draft cannot hold is told before it is begun without.
        return show(request, member, "begin", form=form.shown())
    if saved(form, lambda: services.begin(by=member, draft=draft, text=form.text())):
        return redirect("spaces:write", member.coalition_id, draft.pk)
    return show(request, member, "begin", form=form)


@space(methods=READ_ONLY)
def draft(request: HttpRequest, member: Membership, draft_id: UUID) -> HttpResponse:
    """Read a draft as it is now, and what is said of it beside it."""
    found = draft_of(member, draft_id)
    text = trusted(found.document)
    places = May.COMMENT in abilities(member, found)
    context: dict[str, Any] = {
        "draft": found,
        "margin": beside(text, found.threads.whole(), places=places),
        "formats": formats_for(text),
        "versions": found.versions.for_lists()[:5],
    }
    return show(request, member, "draft", **context)


@space(May.WRITE)
def details(request: HttpRequest, member: Membership, draft_id: UUID) -> HttpResponse:
    found = draft_of(member, draft_id, May.WRITE)
    # Its own: a form that is refused must not change what is shown above it.
    changed = draft_of(member, draft_id, May.WRITE)
    form = DetailsForm(member.coalition, request.POST or None, instance=changed)
    if saved(form, lambda: services.change_details(by=member, draft=changed)):
        messages.success(request, _("Saved."))
        return redirect("spaces:draft", member.coalition_id, draft_id)
    return show(request, member, "details", draft=found, form=form)


@space(May.WRITE)
def translate(
    request: HttpRequest, member: Membership, draft_id: UUID, number: int
) -> HttpResponse:
    """Begin a draft that says a version of another one in another language."""
    version = version_of(member, draft_id, number, May.WRITE)
    fresh = Draft(**services.shared_with(version))
    form = DetailsForm(member.coalition, request.POST or None, instance=fresh)

    def save() -> None:
        text = trusted(version.document)
        services.begin(by=member, draft=fresh, text=text, translates=version)

    if saved(form, save):
        return redirect("spaces:write", member.coalition_id, fresh.pk)
    return show(request, member, "translate", draft=version.draft, version=version, form=form)


@space(May.WRITE, methods="POST")
def put_away(request: HttpRequest, member: Membership, draft_id: UUID) -> HttpResponse:
    services.trash(by=member, draft=draft_of(member, draft_id, May.WRITE))
    messages.success(request, _("It is in the trash, from where it can be taken out again."))
    return redirect("spaces:drafts", member.coalition_id)


@space(May.WRITE, methods="POST")
def recover(request: HttpRequest, member: Membership, draft_id: UUID) -> HttpResponse:
    found = get_object_or_404(
        Draft.objects.within(member.coalition).exclude(trashed_at=None), pk=draft_id
    )
    services.recover(by=member, draft=found)
    messages.success(request, _("It is among the drafts again."))
    return redirect("spaces:draft", member.coalition_id, draft_id)


def draft_of(member: Membership, draft_id: UUID, ability: May = May.READ) -> Draft:
    """Return a draft of the space that a member is in, with what its screens say of it.

    Its text is fetched by whoever asks for it. Raises Http404, if they may not do this with it too.
    """
    rows = (
        Draft.objects.within(member.coalition)
        .kept()
        .for_lists()
        .with_staleness()
        .with_open_threads()
    )
    found: Draft = get_object_or_404(rows, pk=draft_id)
    require(member, ability, found)
    return found


def version_of(member: Membership, draft_id: UUID, number: int, ability: May = May.READ) -> Version:
    """Return a version of a draft of the space. Raises Http404."""
    return numbered(draft_of(member, draft_id, ability), number)


def numbered(draft: Draft, number: int) -> Version:
    """Return a version of a draft, which it knows. Raises Http404."""
    found = get_object_or_404(draft.versions.with_names(), number=number)
    found.draft = draft
    return found


def _listed(member: Membership) -> DraftQuerySet:
    rows = Draft.objects.within(member.coalition).for_lists()
    return rows.with_staleness().with_open_threads()
