"""Links in rich text: to a page only while the page is public."""

from typing import Any

from django.utils.html import escape
from wagtail.rich_text import LinkHandler

from core.querysets import public_pages


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
        wanted = [attrs.get("id") for attrs in attrs_list]
        found = public_pages().in_bulk([key for key in wanted if key])
        pages = [found.get(int(key)) if key else None for key in wanted]
        return [f'<a href="{escape(page.get_url())}">' if page else "<a>" for page in pages]

    @classmethod
    def extract_references(cls, attrs: dict[str, Any]) -> Any:
        yield cls.get_model(), attrs["id"], "", ""
