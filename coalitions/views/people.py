"""The people of a space, and oneself among them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from coalitions.doors import space
from coalitions.forms import IntroductionForm, MailsForm, MemberForm, SureForm, saved
from coalitions.models import Membership
from coalitions.permissions import May
from coalitions.services import members as services
from coalitions.views.frame import show
from coalitions.views.spaces import READ_ONLY, members_of


@space(methods=READ_ONLY)
def members(request: HttpRequest, member: Membership) -> HttpResponse:
    return show(request, member, "members", people=members_of(member.coalition))


@space(May.MANAGE)
def person(request: HttpRequest, member: Membership, member_id: UUID) -> HttpResponse:
    """Change what somebody may do in a space, and to which organisations they belong."""
    other = _other(member, member_id)
    # An instance of its own: a form that is refused must not change what is shown above it.
    form = _form_of(_other(member, member_id), request.POST or None)

    @transaction.atomic
    def save() -> None:
        services.change_role(by=member, member=other, role=form.cleaned_data["role"])
        chosen = form.cleaned_data["organisations"]
        # Whoever has just put down the office themselves leaves the rest as it is.
        if other.pk != member.pk or form.cleaned_data["role"] == member.role:
            services.affiliate(by=member, member=other, organisations=chosen)

    if saved(form, save):
        messages.success(request, _("Saved."))
        return redirect("spaces:members", member.coalition_id)
    return show(request, member, "person", other=other, form=form, sure=SureForm())


@space(May.MANAGE, methods="POST")
def remove(request: HttpRequest, member: Membership, member_id: UUID) -> HttpResponse:
    other = _other(member, member_id)
    sure = SureForm(request.POST)
    if saved(sure, lambda: services.remove(by=member, member=other)):
        messages.success(request, _("Removed. They are out at their next click."))
        return redirect("spaces:members", member.coalition_id)
    return show(request, member, "person", other=other, form=_form_of(other), sure=sure)


@space()
def me(request: HttpRequest, member: Membership) -> HttpResponse:
    form = IntroductionForm(request.POST or None, instance=Membership.objects.get(pk=member.pk))

    def save() -> None:
        services.introduce(member=member, **form.cleaned_data)

    if saved(form, save):
        messages.success(request, _("Saved."))
        return redirect("spaces:me", member.coalition_id)
    return show_me(request, member, form=form)


@space(methods="POST")
def leave(request: HttpRequest, member: Membership) -> HttpResponse:
    sure = SureForm(request.POST)
    if saved(sure, lambda: services.leave(member=member)):
        messages.success(request, _("You have left the space."))
        return redirect("spaces:home")
    return show_me(request, member, sure=sure)


def show_me(request: HttpRequest, member: Membership, **forms: BaseForm) -> HttpResponse:
    """Show somebody who they are in a space, with the form of theirs that was refused, if any."""
    now = Membership.objects.get(pk=member.pk)
    context: dict[str, Any] = {
        "form": IntroductionForm(instance=now),
        "mails": MailsForm(instance=now),
        "sure": SureForm(),
    }
    return show(request, member, "me", **context | forms)


def _form_of(other: Membership, data: QueryDict | None = None) -> MemberForm:
    belongs = other.affiliations.values_list("organisation", flat=True)
    return MemberForm(other.coalition, data, instance=other, initial={"organisations": belongs})


def _other(member: Membership, member_id: UUID) -> Membership:
    return get_object_or_404(member.coalition.memberships.invited(), pk=member_id)
