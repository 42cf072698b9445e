"""What a page's translations share with it: being taken down."""

from collections.abc import Iterable

from wagtail.models import Page
from wagtail.query import PageQuerySet


def translations_that_follow(pages: Iterable[Page]) -> dict[Page, PageQuerySet]:
    """Return, for each original, the translations that go down with it.

    The original is the page that was there first, in whichever language: what must not be read any
    more must not be read in any. A translation goes alone.
    """
    return {page: page.get_translations() for page in pages if is_original(page)}


def is_original(page: Page) -> bool:
    return bool(original_of(page).pk == page.pk)


def original_of(page: Page) -> Page:
    """Return the page of a set of translations that was there first, in whichever language."""
    return page.get_translations(inclusive=True).order_by("pk").first()
