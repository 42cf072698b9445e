"""What the screen of a translation does, in place of what wagtail-localize would do."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from translation.admin.steps import STEPS
from translation.drafts import save_draft
from translation.limits import MISFITS
from translation.publishing import StillUntranslated
from users.people import person


def act(request: HttpRequest, translation: Translation, page: Page) -> HttpResponse:
    """Publish a translation or submit it for approval; first ask about what is not translated."""
    user = person(request)
    step = STEPS.get(request.POST.get("action", ""))
    if step is None or not step.is_allowed(page, user):
        raise PermissionDenied
    revision, errors = save_draft(translation, user)
    if errors:
        messages.error(request, MISFITS)
        return redirect("wagtailadmin_pages:edit", page.pk)
    try:
        step.take(revision.as_object(), user)
    except StillUntranslated:
        return redirect("translation:left", page.pk, step.name)
    messages.success(request, step.done % {"title": page.get_admin_display_title()})
    return redirect("wagtailadmin_pages:edit", page.pk)
