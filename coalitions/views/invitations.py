"""Who was invited and has not come yet; a letter to somebody else."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coalitions.doors import space
from coalitions.forms import InvitationForm, saved
from coalitions.models import Invitation, Membership
from coalitions.permissions import May
from coalitions.services import invitations as services
from coalitions.views.frame import show


@space(May.MANAGE)
def invitations(request: HttpRequest, member: Membership) -> HttpResponse:
    form = InvitationForm(
        member.coalition, request.POST or None, initial={"language": get_language()}
    )
    if saved(form, lambda: services.invite(by=member, **form.cleaned_data)):
        # Whatever the address: whether somebody is there is not said.
        messages.success(request, _("The invitation is on its way."))
        return redirect("spaces:invitations", member.coalition_id)
    waiting = member.coalition.invitations.select_related("organisation", "invited_by")
    return show(
        request,
        member,
        "invitations",
        form=form,
        waiting=waiting.prefetch_related("organisation__names"),
    )


@space(May.MANAGE, methods="POST")
def revoke(request: HttpRequest, member: Membership, invitation_id: UUID) -> HttpResponse:
    services.revoke(by=member, invitation=_waiting(member, invitation_id))
    messages.success(request, _("The invitation is taken back. Its letter opens nothing now."))
    return redirect("spaces:invitations", member.coalition_id)


@space(May.MANAGE, methods="POST")
def send_again(request: HttpRequest, member: Membership, invitation_id: UUID) -> HttpResponse:
    try:
        services.send_again(by=member, invitation=_waiting(member, invitation_id))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("A new letter is on its way. The old one opens nothing now."))
    return redirect("spaces:invitations", member.coalition_id)


def _waiting(member: Membership, invitation_id: UUID) -> Invitation:
    return get_object_or_404(member.coalition.invitations.all(), pk=invitation_id)
