"""An Atom feed for each section: what is new, readable without an account."""

import datetime as dt
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Page

from web.languages import language

ENTRIES = 30


class SectionFeed(Feed):
    """The newest items of a section: any page with `get_items`."""

    feed_type = Atom1Feed

    def __init__(self, section: Page) -> None:
        self.section = section
        self.language = language(section.locale.language_code).tag

    def title(self) -> str:
        return self.section.title

    def subtitle(self) -> str:
        return self.section.summary

    def link(self) -> str:
        return self.section.url

    def feed_url(self) -> str:
        return self.section.url + self.section.reverse_subpage("feed")

    def items(self) -> list[Page]:
        return list(self.section.get_items()[:ENTRIES])

    def item_title(self, item: Page) -> str:
        return item.title

    def item_description(self, item: Page) -> str:
        return item.summary

    def item_link(self, item: Page) -> str:
        return item.get_url()

    def item_pubdate(self, item: Page) -> dt.datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: Page) -> dt.datetime | None:
        return item.last_published_at


def section_feed(request: HttpRequest, section: Page) -> HttpResponse:
    response: Any = SectionFeed(section)(request)
    return response
