"""What the screen of a translation does, in place of what wagtail-localize would do."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from translation.admin.steps import STEPS
from translation.drafts import save_draft
from translation.publishing import unanswered
from users.people import person


def act(request: HttpRequest, translation: Translation, page: Page) -> HttpResponse:
    """Publish a translation or submit it for approval; first ask about what is not translated."""
    user = person(request)
    step = STEPS.get(request.POST.get("action", ""))
    if step is None or not step.is_allowed(page, user):
        raise PermissionDenied
    revision, errors = save_draft(translation, user)
    if errors:
        messages.error(
            request,
            _("Some passages are too long. They are marked, and kept as you wrote them."),
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    if unanswered(revision.as_object()):
        return redirect("translation:left", page.pk, step.name)
    step.take(revision.as_object(), user)
    messages.success(request, step.done % {"title": page.get_admin_display_title()})
    return redirect("wagtailadmin_pages:edit", page.pk)
