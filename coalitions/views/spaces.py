"""My spaces, and one of them: what it is for, who is in it, what happened."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coalitions.doors import READ_ONLY, space
from coalitions.feed import tell
from coalitions.forms import SettingsForm, saved
from coalitions.models import Coalition, Membership, SpaceFile
from coalitions.permissions import May
from coalitions.services.members import look
from coalitions.services.settings import change_settings
from coalitions.views.frame import show
from coalitions.waiting import waits_for

# On the first screen of a space; all of them are a click away.
PEOPLE_SHOWN, EVENTS_SHOWN, FILES_SHOWN = 8, 8, 4
EVENTS_A_PAGE = 50


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for a person in all their spaces, and where something is new."""
    mine = (
        Membership.objects.of(request.user)
        .with_news()
        .select_related("coalition", "speaks_for")
        .prefetch_related("speaks_for__names")
        .order_by("coalition__name", "pk")
    )
    return render(request, "spaces/home.html", {"memberships": mine, "tasks": waits_for(mine)})


@space(methods=READ_ONLY)
def overview(request: HttpRequest, member: Membership) -> HttpResponse:
    newest = member.coalition.activities.select_related("by")[:EVENTS_SHOWN]
    context: dict[str, Any] = {
        "people": members_of(member.coalition)[:PEOPLE_SHOWN],
        "files": SpaceFile.objects.within(member.coalition).kept().with_newest()[:FILES_SHOWN],
        "events": tell(newest),
        "since": look(member),
        "tasks": waits_for([member]),
    }
    return show(request, member, "overview", **context)


@space(methods=READ_ONLY)
def activity(request: HttpRequest, member: Membership) -> HttpResponse:
    pages = Paginator(member.coalition.activities.select_related("by"), EVENTS_A_PAGE)
    results = pages.get_page(request.GET.get("page"))
    return show(request, member, "activity", results=results, events=tell(results.object_list))


@space(May.MANAGE)
def settings(request: HttpRequest, member: Membership) -> HttpResponse:
    # Its own: a form that is refused must not change what the frame shows.
    coalition = Coalition.objects.get(pk=member.coalition_id)
    form = SettingsForm(request.POST or None, instance=coalition)
    if saved(form, lambda: change_settings(by=member, coalition=coalition)):
        messages.success(request, _("Saved."))
        return redirect("spaces:overview", member.coalition_id)
    return show(request, member, "settings", form=form)


def members_of(coalition: Coalition):
    """Return who is in a space, coordinators first, each with their organisation."""
    return (
        coalition.memberships.active()
        .steering_first()
        .select_related("speaks_for")
        .prefetch_related("speaks_for__names")
    )
