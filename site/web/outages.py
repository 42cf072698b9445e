"""What counts as a service that is down, and what a visitor is answered meanwhile.

A page cannot be shown without its database, nor a file without its store. Either comes back by
itself, so the answer is 503 with the time to ask again, and nothing in it asks the database.

Nothing is tried again by itself. A reader here neither waits in a deadlock nor fails to be
serialised, and what writes was rolled back whole: whoever sent it sends it again.
"""

import errno
import logging
import sqlite3

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from background.errors import Unavailable

logger = logging.getLogger(__name__)

RETRY_AFTER = "30"
# Their script shows what we say only in an answer that is not an error.
MULTIPLE_UPLOADS = ("wagtailimages:add_multiple", "wagtaildocs:add_multiple")


def outage(error: BaseException | None) -> bool:
    """Whether an error says that a service is down, full or overrun, not that we are wrong."""
    match error:
        case Unavailable():
            return True
        case OperationalError() | InterfaceError():
            # SQLite says the same of a table that does not exist: that is a mistake of ours.
            code = getattr(error.__cause__, "sqlite_errorcode", None)
            return code != sqlite3.SQLITE_ERROR
        case OSError():
            return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return False


def service_unavailable(request: HttpRequest) -> HttpResponse:
    title = _("We cannot answer right now")
    if _wants_json(request):
        message = _("This was not saved: a service is not answering. Try again in a minute.")
        match = request.resolver_match
        is_shown = match is not None and match.view_name in MULTIPLE_UPLOADS
        if is_shown:
            # Django logs what it answers with 5xx, and this is not.
            logger.error("A service is down: %s", request.path, exc_info=True)
        response: HttpResponse = JsonResponse(
            {"success": False, "error_message": message}, status=200 if is_shown else 503
        )
    else:
        response = render(request, "errors/503.html", {"status": 503, "title": title}, status=503)
    response.headers["Retry-After"] = RETRY_AFTER
    response.headers["Cache-Control"] = "no-store"
    return response


def _wants_json(request: HttpRequest) -> bool:
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return True
    return request.accepts("application/json") and not request.accepts("text/html")
