"""The organisations of a space."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from coalitions.doors import READ_ONLY, space
from coalitions.forms import OrganisationForm, saved
from coalitions.models import Membership, Organisation
from coalitions.permissions import May
from coalitions.services import organisations as services
from coalitions.views.frame import show


@space(methods=READ_ONLY)
def organisations(request: HttpRequest, member: Membership) -> HttpResponse:
    there = Q(affiliations__membership__left_at=None)
    rows = member.coalition.organisations.annotate(people=Count("affiliations", filter=there))
    return show(request, member, "organisations", organisations=rows.prefetch_related("names"))


@space(May.MANAGE)
def add(request: HttpRequest, member: Membership) -> HttpResponse:
    return _edit(request, member, Organisation())


@space(May.MANAGE)
def organisation(request: HttpRequest, member: Membership, organisation_id: UUID) -> HttpResponse:
    return _edit(request, member, _found(member, organisation_id))


@space(May.MANAGE, methods="POST")
def remove(request: HttpRequest, member: Membership, organisation_id: UUID) -> HttpResponse:
    try:
        services.remove_organisation(by=member, organisation=_found(member, organisation_id))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("spaces:organisation", member.coalition_id, organisation_id)
    messages.success(request, _("Removed."))
    return redirect("spaces:organisations", member.coalition_id)


def _edit(request: HttpRequest, member: Membership, row: Organisation) -> HttpResponse:
    form = OrganisationForm(member.coalition, request.POST or None, instance=row)

    def save() -> None:
        services.save_organisation(by=member, organisation=row, names=form.names())

    if saved(form, save):
        messages.success(request, _("Saved."))
        return redirect("spaces:organisations", member.coalition_id)
    listed = not row._state.adding
    return show(request, member, "organisation", form=form, organisation=row, listed=listed)


def _found(member: Membership, organisation_id: UUID) -> Organisation:
    return get_object_or_404(member.coalition.organisations.all(), pk=organisation_id)
