"""What surrounds every screen of a space: its name, its tabs, who asks and what they may."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coalitions.counts import counted
from coalitions.models import Coalition, Membership
from coalitions.permissions import May, abilities


def show(
    request: HttpRequest, member: Membership, template: str, status: int = 200, **context: Any
) -> HttpResponse:
    """Render a screen of the space that a member is in."""
    space = counted(Coalition.objects.all()).get(pk=member.coalition_id)
    around = {
        "member": member,
        "space": space,
        "may": abilities(member, context.get("draft")),
        "tabs": list(_tabs(space, member)),
    }
    return render(request, f"spaces/{template}.html", around | context, status=status)


@dataclass(frozen=True)
class Tab:
    url: str
    label: str | Promise
    count: int | None = None


def _tabs(space: Any, member: Membership) -> Iterator[Tab]:
    def at(name: str, label: str | Promise, count: int | None = None) -> Tab:
        return Tab(reverse(f"spaces:{name}", args=[space.pk]), label, count)

    yield at("overview", _("Overview"))
    yield at("drafts", _("Drafts"), space.draft_count)
    yield at("files", _("Files"), space.file_count)
    yield at("members", _("Members"), space.member_count)
    yield at("organisations", _("Organisations"), space.organisation_count)
    yield at("activity", _("Activity"))
    if May.MANAGE in abilities(member):
        yield at("invitations", _("Invitations"), space.invitation_count)
        yield at("settings", _("Settings"))
    # Whoever looks in is nobody here.
    if not member.until:
        yield at("me", _("Me here"))
