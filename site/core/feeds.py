"""Atom feeds: what is new in a section or under a topic, readable without an account."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Page

from web.languages import language

ENTRIES = 30


class PagesFeed(Feed):
    feed_type = Atom1Feed

    def __init__(
        self, title: str, subtitle: str, link: str, feed_url: str, code: str, pages: Sequence[Page]
    ) -> None:
        self.title = title
        self.subtitle = subtitle
        self.link = link
        self.feed_url = feed_url
        self.language = language(code).tag
        self.pages = pages

    def items(self) -> list[Page]:
        return list(self.pages[:ENTRIES])

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


def pages_feed(
    request: HttpRequest,
    *,
    title: str,
    subtitle: str,
    link: str,
    feed_url: str,
    language: str,
    pages: Sequence[Page],
) -> HttpResponse:
    """Answer with the first of `pages`, which come newest first, as an Atom feed in a language."""
    response: Any = PagesFeed(title, subtitle, link, feed_url, language, pages)(request)
    return response


def section_feed(request: HttpRequest, section: Page) -> HttpResponse:
    """Answer with the items of a section: any page with `get_items`."""
    return pages_feed(
        request,
        title=section.title,
        subtitle=section.summary,
        link=section.url,
        feed_url=section.url + section.reverse_subpage("feed"),
        language=section.locale.language_code,
        pages=section.get_items(),
    )
