"""What a page's translations share with it: being taken down."""

from collections.abc import Iterable

from django.conf import settings
from wagtail.models import Page
from wagtail.query import PageQuerySet


def translations_that_follow(pages: Iterable[Page]) -> dict[Page, PageQuerySet]:
    """Return, for each page, the translations that go down with it.

    A page in the first language takes all of them along: what must not be read any more must not
    be read in any language. A translation goes alone.
    """
    return {
        page: page.get_translations()
        for page in pages
        if page.locale.language_code == settings.LANGUAGE_CODE or not _has_original(page)
    }


def _has_original(page: Page) -> bool:
    return page.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE).exists()
