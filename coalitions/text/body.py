"""A draft as the body of a public page: the same words, in the blocks that editors work with.

Notes go to a list at the end, to which their places link. What a block of a page cannot hold is
counted: the words are there all the same.
"""

from collections import Counter
from dataclasses import dataclass, field
from html import escape
from typing import Any

from prosemirror.model import Node

from coalitions.text.making import Json
from coalitions.text.schema import (
    attr,
    children,
    descendants,
    with_joined_texts,
    without_comments,
)

# What is said otherwise: words set in bold, italic or as a link where a block has plain words, a
# list that begins with another number.
STYLE, START = "style", "start"


@dataclass
class Body:
    blocks: list[Json] = field(default_factory=list)
    changed: Counter[str] = field(default_factory=Counter)


def body_of(document: Node) -> Body:
    """Return the raw value of a body (`core.blocks.BodyBlock`), and what it cannot hold."""
    writer = _Writer()
    for node in children(with_joined_texts(without_comments(document))):
        writer.block(node)
    if writer.notes:
        writer.add("notes", {"notes": [f"<p>{note}</p>" for note in writer.notes]})
    return Body(writer.blocks, writer.changed)


class _Writer:
    def __init__(self) -> None:
        self.blocks: list[Json] = []
        self.notes: list[str] = []
        self.changed: Counter[str] = Counter()

    def add(self, kind: str, value: Any) -> None:
        self.blocks.append({"type": kind, "value": value})

    def running(self, html: str) -> None:
        """Add to the text before, if there is one: editors see one field, not one a paragraph."""
        if self.blocks and self.blocks[-1]["type"] == "text":
            self.blocks[-1]["value"] += html
        else:
            self.add("text", html)

    def block(self, node: Node) -> None:
        match node.type.name:
            case "heading" if attr(node, "level") == 2:
                if words := self.plain(node).replace("\n", " "):
                    self.add("heading", words)
            case "heading":
                self.running(f"<h3>{self.line(node)}</h3>")
            case "paragraph" if node.child_count:
                self.running(f"<p>{self.line(node)}</p>")
            case "paragraph":
                pass
            case "blockquote":
                lines = [self.plain(each) for each in descendants(node) if each.is_textblock]
                if words := "\n".join(filter(None, lines)):
                    self.add("quote", {"text": words, "attribution": ""})
            case "table":
                self.add("table", self.table(node))
            case _:
                self.running(self.points(node))

    def table(self, node: Node) -> Json:
        rows = [children(row) for row in children(node)]
        width = max(map(len, rows))
        has_headings = len(rows) > 1 and all(c.type.name == "table_header" for c in rows[0])
        headings = [self.plain(cell) for cell in rows.pop(0)] if has_headings else []
        cells = [[f"<p>{self.line(cell)}</p>" for cell in row] for row in rows]
        return {
            "caption": "",
            "columns": [{"type": "text", "heading": each} for each in _filled(headings, width)],
            "rows": [{"values": _filled(row, width)} for row in cells],
        }

    def points(self, node: Node) -> str:
        tag = "ul" if node.type.name == "bullet_list" else "ol"
        if tag == "ol" and attr(node, "start") != 1:
            self.changed[START] += 1
        return f"<{tag}>{''.join(map(self.point, children(node)))}</{tag}>"

    def point(self, node: Node) -> str:
        said = ""
        for n, child in enumerate(children(node)):
            if child.type.name == "paragraph":
                said += ("<br/>" if n else "") + self.line(child)
            else:
                said += self.points(child)
        return f"<li>{said}</li>"

    def line(self, parent: Node) -> str:
        return "".join(map(self.inline, children(parent)))

    def inline(self, node: Node) -> str:
        if node.is_text:
            html = escape(node.text or "", quote=False)
        elif node.type.name == "hard_break":
            html = "<br/>"
        else:
            number = self.note(node)
            return f'<a href="#note-{number}">[{number}]</a>'
        for mark in reversed(node.marks):
            name = mark.type.name
            if name in ("em", "strong"):
                tag = {"em": "i", "strong": "b"}[name]
                html = f"<{tag}>{html}</{tag}>"
            elif name == "link":
                html = f'<a href="{escape(attr(mark, "href"))}">{html}</a>'
        return html

    def plain(self, parent: Node) -> str:
        """Return a line for a block that has words alone."""
        said = ""
        for node in children(parent):
            if node.type.name == "footnote":
                said += f"[{self.note(node)}]"
            else:
                said += node.text or "\n"
            self.changed[STYLE] += bool(node.marks)
        return said.strip()

    def note(self, node: Node) -> int:
        self.notes.append(self.line(node))
        return len(self.notes)


def _filled(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))
