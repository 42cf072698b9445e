"""Answers that are not a page's own: errors, and the files that machines ask for."""

import datetime as dt
import sys
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from web.languages import language, languages
from web.outages import outage, service_unavailable


@vary_on_headers("Accept-Language", "Cookie")
def choose_language(request: HttpRequest) -> HttpResponse:
    """Send a visitor without a language to the one their browser asks for."""
    return redirect(f"/{translation.get_language_from_request(request)}/")


def robots(request: HttpRequest) -> HttpResponse:
    # No path is forbidden here: a list of what to keep out of would be a map to it.
    lines = ["User-agent: *", "Disallow:", f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def security_txt(request: HttpRequest) -> HttpResponse:
    """Tell whom to write to about a weakness, as RFC 9116 wants it."""
    # Half a year: the standard asks for less than one, so that a forgotten file is noticed.
    expires = timezone.now().replace(microsecond=0) + dt.timedelta(days=180)
    lines = [
        f"Contact: mailto:{settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        f"Preferred-Languages: {', '.join(each.tag for each in languages())}",
        f"Canonical: {settings.BASE_URL}{reverse('security_txt')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def manifest(request: HttpRequest) -> JsonResponse:
    here = language(translation.get_language())
    icons = [
        {"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    return JsonResponse(
        {
            "name": settings.WAGTAIL_SITE_NAME,
            "short_name": settings.WAGTAIL_SITE_NAME,
            "lang": here.tag,
            "dir": here.direction,
            "start_url": f"/{here.code}/",
            "display": "browser",
            "background_color": "#ffffff",
            "theme_color": "#052731",
            "icons": icons,
        },
        content_type="application/manifest+json",
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 400, _("This request did not make sense to us"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _error(request, 403, _("This form has waited too long"), template="csrf")


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 403, _("You cannot open this page"))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 404, _("There is no page here"))


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answer what comes too fast: allauth looks for it beside the others."""
    return _error(request, 429, _("That was too much at once"))


def server_error(request: HttpRequest) -> HttpResponse:
    # Django calls this while it handles what broke: here is what no view, but a middleware met.
    if outage(sys.exc_info()[1]):
        return service_unavailable(request)
    return _error(request, 500, _("Something broke on our side"))


def _error(
    request: HttpRequest, status: int, title: str, template: str | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"status": status, "title": title}
    return render(request, f"errors/{template or status}.html", context, status=status)
