"""A draft, or one of its versions, as a file for another program."""

import logging
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from coalitions.doors import READ_ONLY, space
from coalitions.models import Draft, Membership
from coalitions.office.bounded import ProgramFailed
from coalitions.office.outgoing import FORMATS, formats_for, written
from coalitions.text.reading import trusted
from coalitions.views.drafts import draft_of, version_of
from media.names import safe
from media.streaming import disposition
from web.languages import language

logger = logging.getLogger(__name__)


@space(methods=READ_ONLY)
def take_draft(request: HttpRequest, member: Membership, draft_id: UUID, name: str) -> HttpResponse:
    draft = draft_of(member, draft_id)
    return _file(request, draft, draft.document, draft.title, name)


@space(methods=READ_ONLY)
def take_version(
    request: HttpRequest, member: Membership, draft_id: UUID, number: int, name: str
) -> HttpResponse:
    version = version_of(member, draft_id, number)
    draft = version.draft
    return _file(request, draft, version.document, f"{draft.title} {number}", name)


def _file(
    request: HttpRequest, draft: Draft, document: object, called: str, name: str
) -> HttpResponse:
    text = trusted(document)
    if name not in formats_for(text):
        raise Http404
    tag = language(draft.language).tag
    try:
        data = written(text, name, title=draft.title, language=tag)
    except ProgramFailed as error:
        logger.warning("A draft could not be written as %s: %s", name, error)
        messages.error(request, _("This file could not be made. Try another kind."))
        return redirect("spaces:draft", draft.coalition_id, draft.pk)
    response = HttpResponse(data, content_type=FORMATS[name].content_type)
    response["Content-Disposition"] = disposition(safe(f"{called}.{name}"), as_attachment=True)
    return response
