"""What the templates of the public site find beside a view's own context: what surrounds a page."""

from typing import Any

from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from core.chrome import Chrome, chrome_for


def chrome(request: HttpRequest) -> dict[str, Any]:
    # Lazy: the admin and the feeds never ask.
    return {"chrome": SimpleLazyObject(lambda: _chrome(request))}


def _chrome(request: HttpRequest) -> Chrome:
    site = Site.find_for_request(request)
    if site is None:
        return Chrome(name="Portevoix", leave_url="https://www.wikipedia.org/")
    return chrome_for(site, translation.get_language())
