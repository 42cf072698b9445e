"""Which slug a page may have below another: what is free there, and is not the site's own."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

wagtails_own = Page._slug_is_available


def is_available(slug: str, parent: Page | None, page: Page | None = None) -> bool:
    """Tell whether a page may have a slug below a parent.

    It stands in the place of `Page._slug_is_available`, which is what Wagtail asks wherever an
    address comes into being: forms, moves of one page or many, copies, commands.
    """
    if not wagtails_own(slug, parent, page):
        return False
    return parent is None or not is_answered_by_the_site(slug, parent)


def check_slug(slug: str, parent: Page) -> None:
    """Raise ValidationError where the site itself answers at the address."""
    if is_answered_by_the_site(slug, parent):
        raise ValidationError(
            _("The site itself answers at “%(slug)s”. Choose another address."),
            code="reserved",
            params={"slug": slug},
        )


def is_answered_by_the_site(slug: str, parent: Page) -> bool:
    """Tell whether the site itself answers at an address: its search, a section's feed."""
    # A home page's slug is in no address.
    if parent.is_root():
        return False
    section = parent.specific
    if isinstance(section, RoutablePageMixin) and _answers(section.resolve_subpage, f"/{slug}/"):
        return True
    parts = parent.get_url_parts()
    if parts is None or parts[2] is None:
        return False
    with translation.override(parent.locale.language_code):
        found = _answers(resolve, f"{parts[2]}{slug}/")
    return found is not None and found.url_name != "wagtail_serve"


def _answers(look_up: Callable[[str], Any], address: str) -> Any:
    try:
        return look_up(address)
    except Resolver404:
        return None
