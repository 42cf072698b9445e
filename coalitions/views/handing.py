"""A version is handed to the editors of the public site; what has become of it since."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from coalitions.doors import space
from coalitions.draft_forms import HandOverForm
from coalitions.forms import saved
from coalitions.models import Handover, Membership, Version
from coalitions.permissions import May
from coalitions.services import handing as services
from coalitions.text.body import body_of
from coalitions.text.reading import trusted
from coalitions.views.drafts import version_of
from coalitions.views.frame import show
from core.querysets import public_pages


@space(May.MANAGE)
def hand_over(
    request: HttpRequest, member: Membership, draft_id: UUID, number: int
) -> HttpResponse:
    version = version_of(member, draft_id, number, May.MANAGE)
    form = HandOverForm(request.POST or None)

    def save() -> None:
        services.hand_over(by=member, version=version, words=form.cleaned_data["note"])

    if saved(form, save):
        messages.success(request, _("The editors have it. They decide whether it is published."))
        return redirect("spaces:version", member.coalition_id, draft_id, number)
    context: dict[str, Any] = {
        "draft": version.draft,
        "version": version,
        "form": form,
        "changed": body_of(trusted(version.document)).changed,
        "is_with_editors": services.known_as(version.draft) is not None,
    }
    return show(request, member, "hand_over", **context)


def handed(version: Version) -> dict[str, Any] | None:
    """Return when a version was handed over, and the page that everybody may read by now."""
    found: Handover | None = version.handovers.first()
    if found is None:
        return None
    page = public_pages().filter(pk=found.page_id).first()
    return {"at": found.at, "url": page.get_url() if page else ""}
