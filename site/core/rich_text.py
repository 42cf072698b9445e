"""Links in rich text: to a page only while the page is public; to a note, and back from it."""

import re
from typing import Any

from django.utils.html import escape
from wagtail.rich_text import LinkHandler

from core.notes import REFERENCE
from core.querysets import public_pages

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
        found = {str(page.pk): page for page in public_pages().filter(pk__in=keys)}
        pages = [found.get(key) for key in wanted]
        return [f'<a href="{escape(page.get_url())}">' if page else "<a>" for page in pages]

    @classmethod
    def extract_references(cls, attrs: dict[str, Any]) -> Any:
        yield cls.get_model(), attrs["id"], "", ""


class NoteReferenceHandler(LinkHandler):
    """Prints a link to a note of the page as one that the note can lead back to."""

    identifier = "anchor"

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, Any]) -> str:
        href = attrs.get("href", "")
        if number := REFERENCE.fullmatch(href):
            return f'<a class="noteref" id="ref-{number[1]}" href="{href}" role="doc-noteref">'
        return f'<a href="{escape(href)}">'
