"""Old addresses lead to new ones, unless the new one may not be known."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseBase
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.models import Page, Site

from core.querysets import PublicQuerySet


class PublicRedirectMiddleware(RedirectMiddleware):
    """Wagtail's redirects, but a page that was taken down or restricted stays not found.

    Wagtail redirects to it all the same, and so prints where it is now.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        answer = super().process_response(request, response)
        if answer is response or not hides_a_page(answer["Location"]):
            return answer
        return response


def hides_a_page(url: str) -> bool:
    """Return whether there is a page at an address of this site that a visitor may not read."""
    _empty, code, *parts = urlsplit(url).path.split("/")
    roots = {root.language_code: root.root_path for root in Site.get_site_root_paths()}
    if code not in roots:
        return False
    url_path = roots[code] + "".join(f"{part}/" for part in parts if part)
    readable = PublicQuerySet(Page).servable_pages().values("pk")
    return Page.objects.filter(url_path=url_path).exclude(pk__in=readable).exists()
