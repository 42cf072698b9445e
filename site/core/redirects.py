"""Old addresses lead to new ones, unless the new one may not be known.

Where a redirect leads is decided by the page it names, or by the page at the address it names, and
never by how that address is written: a page that was taken down or restricted stays not found.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from core.addresses import is_hidden

OUR_HOST = urlsplit(settings.BASE_URL).netloc


class PublicRedirectMiddleware(RedirectMiddleware):
    """Wagtail's redirects, but none to a page that may not be read, nor to an address without TLS.

    Wagtail redirects to the first all the same, and so prints where it is now.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        try:
            answer = super().process_response(request, response)
        except ValueError:
            # What somebody typed is no address at all.
            return response
        if answer is response or self._may_lead_to(answer["Location"], request):
            return answer
        return response

    def _may_lead_to(self, location: str, request: HttpRequest) -> bool:
        parts = urlsplit(location)
        if parts.netloc and parts.netloc not in (OUR_HOST, request.get_host()):
            return parts.scheme == "https"
        return not is_hidden(request, parts.path)
