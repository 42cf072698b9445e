"""Headers, by the zone of the address; and the two settings of a reader."""

from collections.abc import Callable
from dataclasses import dataclass

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers

from web.zones import PUBLIC, zone_of

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Answers that are text, and whose address stays while they change.
CHANGING = ("text/html", "application/atom+xml", "application/xml")


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The policy of the zone, and no second one beside it."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and zone_of(request.path) is not PUBLIC:
            # A preview is an answer of the public site, framed by the admin. A file keeps its own
            # policy, which lets it do nothing.
            response.headers.pop("Content-Security-Policy", None)
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only:
            parts.config = dict(zone_of(request.path).policy)
        return parts


class LanguageMiddleware(LocaleMiddleware):
    """The language of the address; what is not found is not looked for under another one."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.status_code == 404:
            response.headers.setdefault("Content-Language", translation.get_language())
            return response
        return super().process_response(request, response)


class FixedHeadersMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in settings.FIXED_HEADERS.items():
            response.headers.setdefault(name, value)
        # Wagtail writes the word with a document that has no encoding.
        if response.headers.get("Content-Encoding") == "None":
            del response.headers["Content-Encoding"]
        zone = zone_of(request.path)
        # Wagtail shows previews in frames of the admin itself.
        response.headers["X-Frame-Options"] = zone.frames
        if zone.cache:
            response.headers["Cache-Control"] = zone.cache
            # What nobody keeps needs no name by which it is asked for again.
            response.headers.pop("ETag", None)
        elif response.headers.get("Content-Type", "").startswith(CHANGING):
            # Kept, but asked about each time: what is taken down is gone on the next request.
            if "Cache-Control" not in response.headers:
                patch_cache_control(response, no_cache=True)
            patch_vary_headers(response, ["Cookie", "Save-Data"])
        return response


@dataclass(frozen=True)
class Preferences:
    """What a reader chose for this session. `theme` is “light”, “dark” or “” for the system's."""

    theme: str
    low_data: bool


class PreferencesMiddleware:
    """Reads the session cookies `theme` and `data`; `?data=low` and `?data=full` set the second.

    A link is enough, so that the choice works without JavaScript; the address comes back clean.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        choice = request.GET.get("data")
        if request.method == "GET" and choice in ("low", "full"):
            response = HttpResponseRedirect(_without(request, "data"))
            response.set_cookie(
                "data", choice, secure=request.is_secure(), httponly=True, samesite="Lax"
            )
            return response
        theme = request.COOKIES.get("theme", "")
        saved = request.COOKIES.get("data") or request.headers.get("Save-Data", "")
        request.preferences = Preferences(  # type: ignore[attr-defined] # the reader's, for templates
            theme=theme if theme in ("light", "dark") else "",
            low_data=saved in ("low", "on"),
        )
        return self.get_response(request)


def _without(request: HttpRequest, name: str) -> str:
    query = request.GET.copy()
    del query[name]
    # Never a second slash in front: “//elsewhere” would lead to another site.
    path = "/" + request.path.lstrip("/")
    return f"{path}?{query.urlencode()}" if query else path
