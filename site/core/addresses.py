"""Which page an address leads to, and whether a visitor may know of it.

An address is a language and the slugs down to a page; Wagtail keeps the same as a path of the tree,
so that a page is found by one look-up. What may not be seen is not found, whatever the reason.
"""

from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import Resolver404
from django.utils import translation
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from core.models import BasePage
from core.querysets import PublicQuerySet


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer the address of a page; `path` is what follows the language."""
    route = find_route(request, path)
    if route is None:
        raise Http404
    # Where Wagtail keeps the route of a request; its own view then goes on as always.
    request._wagtail_route_for_request = route  # type: ignore[attr-defined] # Wagtail's name
    return wagtail_serve(request, path)


def find_route(request: HttpRequest, path: str) -> RouteResult | None:
    # Wagtail walks down the tree, two queries a level; we know the whole address, and look it up.
    places = url_paths(request, translation.get_language(), path)[:2]
    found = (
        PublicQuerySet(Page)
        .servable_pages()
        .filter(url_path__in=places)
        .select_related("content_type")
        .order_by("-depth")
        .first()
    )
    if found is None:
        return None
    page = _whole(found)
    if found.url_path == places[0]:
        return RouteResult(page)
    return _route_within(page, path.rstrip("/").rpartition("/")[2])


def is_hidden(request: HttpRequest, address: str) -> bool:
    """Tell whether the page at a path of this site, or the nearest above it, may not be read."""
    # Nothing is called that, and PostgreSQL breaks down when it is asked.
    code, _slash, path = unquote(address).replace("\0", "").strip("/").partition("/")
    pages = Page.objects.filter(url_path__in=url_paths(request, code, path))
    nearest = pages.order_by("-depth").values_list("pk", flat=True).first()
    readable = PublicQuerySet(Page).servable_pages()
    return nearest is not None and not readable.filter(pk=nearest).exists()


def url_paths(request: HttpRequest, code: str, path: str) -> list[str]:
    """Return what Wagtail calls the path in a language, then each above it up to the home page's.

    Empty where the site of the request has no home page in that language.
    """
    root_path = _root_path(request, code)
    if root_path is None:
        return []
    parts = [part for part in path.split("/") if part]
    return [
        root_path + "".join(f"{part}/" for part in parts[:length])
        for length in range(len(parts), -1, -1)
    ]


def _root_path(request: HttpRequest, code: str) -> str | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    roots = (
        root.root_path
        for root in Site.get_site_root_paths()
        if root.site_id == site.pk and root.language_code == code
    )
    return next(roots, None)


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
