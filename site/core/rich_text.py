"""Links in rich text: to a page only while the page is public; to a note, and back from it."""

import re
from typing import Any

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text import LinkHandler

from core.notes import REFERENCE
from core.querysets import public_pages
from core.spoken import other_language

# No longer than the database can count.
PRIMARY_KEY = re.compile(r"[0-9]{1,18}")


class PublicPageLinkHandler(LinkHandler):
    """Prints the address of a public page, and plain text for any other.

    Wagtail's own handler prints where a private or unpublished page is.
    """

    identifier = "page"

    @staticmethod
    def get_model() -> type:
        return public_pages().model

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        # What the form of an editor sends need not be the number of a page.
        wanted = [attrs.get("id", "") for attrs in attrs_list]
        keys = {key for key in wanted if PRIMARY_KEY.fullmatch(key)}
        pages = public_pages().filter(pk__in=keys).select_related("locale")
        found = {str(page.pk): page for page in pages}
        # What a translation took over with its original leads there in the reader's language.
        others = {page.translation_key for page in found.values() if other_language(page)}
        mine = public_pages(language=get_language()).filter(translation_key__in=others)
        here = {page.translation_key: page for page in mine.select_related("locale")}
        chosen = [found.get(key) for key in wanted]
        return [_link(here.get(page.translation_key, page)) if page else "<a>" for page in chosen]

    @classmethod
    def extract_references(cls, attrs: dict[str, Any]) -> Any:
        yield cls.get_model(), attrs["id"], "", ""


def _link(page: Page) -> str:
    other = other_language(page)
    tag = f' hreflang="{other.tag}"' if other else ""
    return f'<a href="{escape(page.get_url())}"{tag}>'


class NoteReferenceHandler(LinkHandler):
    """Prints a link to a note of the page as one that the note can lead back to."""

    identifier = "anchor"

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, Any]) -> str:
        href = attrs.get("href", "")
        if number := REFERENCE.fullmatch(href):
            return f'<a class="noteref" id="ref-{number[1]}" href="{href}" role="doc-noteref">'
        return f'<a href="{escape(href)}">'
