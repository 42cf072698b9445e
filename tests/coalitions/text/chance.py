"""Drafts made by chance, in four scripts, full of the signs that Markdown trips over."""

import random
from typing import Any

from prosemirror.model import Node

from coalitions.text.reading import read

WORDS = [
    *(
        "défenseur·e·s",
        "rivers",
        "don’t",
        "a",
        "*",
        "**",
        "[x]",
        "^[",
        "\\",
        "|",
        "#",
        "-",
        "1.",
        "<br>",
    ),
    *(
        "نحن",
        "المنظمات",
        "حُقوق",
        "(",
        ")",
        "«Мост»",
        "река",
        "не",
        "人权",
        "重要的事",
        "👩‍👩‍👧",
        "2026",
        "`",
        "~",
        ">",
    ),
]


class Chance(random.Random):
    def words(self, least: int = 0, most: int = 8) -> str:
        return " ".join(self.choices(WORDS, k=self.randint(least, most)))

    def marks(self, *, link: bool = True) -> list[dict[str, Any]]:
        marks: list[dict[str, Any]] = []
        if link and self.random() < 0.15:
            marks.append({"type": "link", "attrs": {"href": "https://example.org/a_(b)*c"}})
        marks += [{"type": each} for each in ("em", "strong") if self.random() < 0.2]
        return marks

    def line(self) -> list[dict[str, Any]]:
        content: list[dict[str, Any]] = []
        for _ in range(self.randint(0, 4)):
            kind = self.random()
            if kind < 0.1:
                content.append({"type": "hard_break"})
            elif kind < 0.2:
                note = self.words(0, 4)
                inside = {"content": [{"type": "text", "text": note}]} if note else {}
                content.append({"type": "footnote", **inside})
            elif text := self.words():
                if content and self.random() < 0.8:
                    text = f" {text}"
                content.append({"type": "text", "text": text, "marks": self.marks()})
        return content

    def block(self, depth: int = 0) -> dict[str, Any]:
        kinds = ["paragraph"] * 4 + [
            "heading",
            "bullet_list",
            "ordered_list",
            "blockquote",
            "table",
        ]
        kind = self.choice(kinds if depth == 0 else ["paragraph", "paragraph", "bullet_list"])
        match kind:
            case "heading":
                return {
                    "type": kind,
                    "attrs": {"level": self.choice([2, 3])},
                    "content": self.line(),
                }
            case "bullet_list" | "ordered_list":
                items = [self.item(depth) for _ in range(self.randint(1, 3))]
                start = {"attrs": {"start": self.randint(0, 20)}} if kind == "ordered_list" else {}
                return {"type": kind, "content": items, **start}
            case "blockquote":
                return {"type": kind, "content": [self.block(2) for _ in range(self.randint(1, 2))]}
            case "table":
                return self.table()
        return {"type": "paragraph", "content": self.line()}

    def item(self, depth: int) -> dict[str, Any]:
        content = [{"type": "paragraph", "content": self.line()}]
        if depth < 3 and self.random() < 0.3:
            content.append(self.block(depth + 1))
        return {"type": "list_item", "content": content}

    def table(self) -> dict[str, Any]:
        columns = self.randint(1, 3)
        kinds = ["table_header", *["table_cell"] * self.randint(0, 2)]
        rows = [
            {
                "type": "table_row",
                "content": [{"type": kind, "content": self.line()} for _ in range(columns)],
            }
            for kind in kinds
        ]
        return {"type": "table", "content": rows}

    def document(self, blocks: int = 5) -> Node:
        content = [self.block() for _ in range(self.randint(1, blocks))]
        return read({"type": "doc", "content": content})
