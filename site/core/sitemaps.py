"""A sitemap for each language, and the index of them."""

import datetime as dt
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from wagtail.models import Page

from core.querysets import PublicQuerySet, public_pages
from web.languages import languages


class LanguageSitemap(Sitemap):
    # A tenth of what the protocol allows, so that no part takes long to make.
    limit = 5_000

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code

    def items(self) -> PublicQuerySet:
        return public_pages(language=self.code)

    def location(self, item: Page) -> str:
        return item.get_url()

    def lastmod(self, item: Page) -> dt.datetime | None:
        return item.last_published_at

    def get_latest_lastmod(self) -> dt.datetime | None:
        return self.items().aggregate(latest=Max("last_published_at"))["latest"]

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.BASE_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.BASE_URL).scheme


SITEMAPS = {each.code: partial(LanguageSitemap, each.code) for each in languages()}
