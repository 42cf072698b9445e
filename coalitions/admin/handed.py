"""What spaces handed to the editors: it waits on their home screen, and each page says so."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from coalitions.models import Handover

SHOWN = 20


class HandedPanel(Component):
    """The texts that are not published, of those whoever looks may edit."""

    name = "handed"
    template_name = "coalitions/admin/handed_panel.html"
    order = 20

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        mine = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return {"handovers": _known().filter(page__in=mine.filter(live=False))[:SHOWN]}


def say_where_it_comes_from(request: HttpRequest, page: Page) -> None:
    """Tell an editor who opens a page which space it came from, and what was said with it."""
    if handover := _known().filter(page=page).first():
        said = render_to_string("coalitions/admin/origin.html", {"handover": handover})
        messages.info(request, said)


def _known() -> QuerySet[Handover]:
    """Nothing of a space is fetched but its name in the register, and of the text its number."""
    rows = Handover.objects.select_related("version__draft__coalition", "page")
    named = ("version__number", "version__draft__coalition__label", "page__draft_title")
    return rows.only("at", "note", *named)
