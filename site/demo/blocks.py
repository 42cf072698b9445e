"""Turns the blocks of the demonstration texts into the stream data of a page's body."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from demo.content import Table

LINK = re.compile(r'<a href="page:(\w+)">(.*?)</a>')

Row = dict[str, Any]


class BodyBuilder:
    """Builds bodies in one language, from the primary keys of its pages, images and files."""

    def __init__(
        self,
        *,
        pages: Mapping[str, int],
        images: Mapping[str, int],
        alts: Mapping[str, str],
        files: Mapping[str, list[int]],
    ) -> None:
        self.pages = pages
        self.images = images
        self.alts = alts
        self.files = files

    def build(self, blocks: list[Table]) -> list[Row]:
        rows = (self._row(block) for block in blocks)
        return [row for row in rows if row is not None]

    def rich_text(self, html: str) -> str:
        """Return HTML with the links between demonstration pages as Wagtail stores them."""

        def link(match: re.Match[str]) -> str:
            key, words = match.groups()
            if key not in self.pages:
                return words
            return f'<a linktype="page" id="{self.pages[key]}">{words}</a>'

        return LINK.sub(link, html)

    def _row(self, block: Table) -> Row | None:
        build: Callable[[Table], Any] = getattr(self, f"_{block['type']}")
        value = build(block)
        return None if value is None else {"type": block["type"], "value": value}

    def _heading(self, block: Table) -> str:
        return block["text"]

    def _text(self, block: Table) -> str:
        return self.rich_text(block["html"])

    def _quote(self, block: Table) -> Row:
        return {"text": block["text"], "attribution": block.get("attribution", "")}

    def _number(self, block: Table) -> Row:
        return {name: block[name] for name in ("value", "label", "source")}

    def _accordion(self, block: Table) -> Row:
        items = [
            {"title": item["title"], "text": self.rich_text(item["html"])}
            for item in block["items"]
        ]
        return {"items": items}

    def _action(self, block: Table) -> Row | None:
        if block["page"] not in self.pages:
            return None
        page = self.pages[block["page"]]
        return {"text": block.get("text", ""), "label": block["label"], "page": page, "url": ""}

    def _related(self, block: Table) -> Row | None:
        pages = [self.pages[key] for key in block["pages"] if key in self.pages]
        return {"heading": block.get("heading", ""), "pages": pages} if pages else None

    def _image(self, block: Table) -> Row:
        key = block["image"]
        image = {"image": self.images[key], "decorative": False, "alt_text": self.alts[key]}
        return {"image": image, "caption": block.get("caption", "")}

    def _embed(self, block: Table) -> Row:
        return {"url": block["url"], "title": block["title"]}

    def _files(self, block: Table) -> Row | None:
        files = [pk for key in block["files"] for pk in self.files.get(key, [])]
        return {"heading": block.get("heading", ""), "files": files} if files else None
