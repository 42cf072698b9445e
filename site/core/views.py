"""Answers that are not a page's own: the way to a page, errors, and the files machines ask for."""

import datetime as dt
import sys
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import Resolver404, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from core.languages import language, languages
from core.models import BasePage
from core.outages import outage, service_unavailable
from core.querysets import PublicQuerySet


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer the address of a page.

    Wagtail walks down the tree, two queries a level; the whole address is known, so we look it up.
    What may not be seen is not found, whatever the reason.
    """
    route = find_route(request, path)
    if route is None:
        raise Http404
    # Where Wagtail keeps the route of a request; its own view then goes on as always.
    request._wagtail_route_for_request = route  # type: ignore[attr-defined] # Wagtail's name
    return wagtail_serve(request, path)


def find_route(request: HttpRequest, path: str) -> RouteResult | None:
    root_path = _root_path(request)
    if root_path is None:
        return None
    parts = [part for part in path.split("/") if part]
    whole = "".join([root_path, *(f"{part}/" for part in parts)])
    above = "".join([root_path, *(f"{part}/" for part in parts[:-1])])
    found = (
        PublicQuerySet(Page)
        .servable_pages()
        .filter(url_path__in={whole, above})
        .select_related("content_type")
        .order_by("-depth")
        .first()
    )
    if found is None:
        return None
    page = _whole(found)
    if found.url_path == whole:
        return RouteResult(page)
    return _route_within(page, parts[-1])


def _route_within(page: Page, part: str) -> RouteResult | None:
    """Return the route to something a page answers for beside itself: its feed.

    Never to a page below it: that one was looked up, and may not be seen.
    """
    if not isinstance(page, RoutablePageMixin):
        return None
    try:
        return RouteResult(page, args=page.resolve_subpage(f"/{part}/"))
    except Resolver404:
        return None


def _whole(found: Page) -> Page:
    """Return a page with what is its own and what its template always reads, in one query."""
    model = found.specific_class
    if model is None or not issubclass(model, BasePage):
        return found.specific
    page = model.objects.select_related("content_type", "image", "locale").get(pk=found.pk)
    page.is_known_public = True
    return page


def _root_path(request: HttpRequest) -> str | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    code = translation.get_language()
    roots = (
        root.root_path
        for root in Site.get_site_root_paths()
        if root.site_id == site.pk and root.language_code == code
    )
    return next(roots, None)


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
