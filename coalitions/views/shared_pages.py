"""A page that an editor shares, as it looks; its words are read where every draft is."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation

from coalitions.doors import READ_ONLY, space
from coalitions.models import Membership, SharedPage
from coalitions.views.drafts import draft_of


@space(methods=READ_ONLY)
def as_page(request: HttpRequest, member: Membership, draft_id: UUID) -> HttpResponse:
    """Show exactly the revision that is shared, with its pictures and files, as a visitor would."""
    draft = draft_of(member, draft_id)
    shown = SharedPage.objects.select_related("revision").filter(draft=draft).first()
    if shown is None or shown.revision is None:
        raise Http404
    page = shown.revision.as_object()
    # In its own language, as a preview is.
    with translation.override(page.locale.language_code):
        context = page.get_context(request) | {"shown_in": draft}
        response = TemplateResponse(request, page.get_template(request), context)
        return response.render()
