"""A draft as a file for other programs. It names nobody, no place and no time."""

import json
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from prosemirror.model import Mark, Node

from coalitions.office.pandoc import pandoc
from coalitions.office.pdf import pdf
from coalitions.text.schema import attr, children
from coalitions.text.words import direction

Json = dict[str, Any]

_API = [1, 23, 1]
_NO_ATTRIBUTES: list[Any] = ["", [], []]
_MARKS = {"em": "Emph", "strong": "Strong"}


@dataclass(frozen=True)
class Format:
    """How a file is sent, and how pandoc is asked for it."""

    content_type: str
    options: tuple[str, ...]
    # Text that says nothing but itself: no direction, no title but a heading, a line for a row.
    plain: bool = False
    # A text from right to left stands so in it.
    right_to_left: bool = True


FORMATS = {
    # Not of pandoc: see `coalitions.office.pdf`.
    "pdf": Format("application/pdf", ()),
    "docx": Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ("--to=docx", "--standalone"),
    ),
    "odt": Format(
        "application/vnd.oasis.opendocument.text",
        ("--to=odt", "--standalone"),
        right_to_left=False,
    ),
    "md": Format(
        "text/markdown; charset=utf-8",
        # What other programs read too.
        (
            "--to=markdown-smart-raw_html-raw_attribute-bracketed_spans-native_spans-native_divs"
            "-fenced_divs-simple_tables-multiline_tables-grid_tables",
            "--wrap=none",
        ),
        plain=True,
    ),
}


def formats_for(document: Node) -> list[str]:
    """Return the formats in which a text stands as it should."""
    is_rtl = direction(document.text_content) == "rtl"
    return [name for name, each in FORMATS.items() if each.right_to_left or not is_rtl]


def written(document: Node, name: str, *, title: str, language: str) -> bytes:
    """Return a draft as a file of one of `FORMATS`; the language is a tag as in BCP 47.

    Raises `bounded.ProgramFailed`.
    """
    if name == "pdf":
        return pdf(document, title=title, language=language)
    kind = FORMATS[name]
    meta: Json = {"lang": {"t": "MetaString", "c": language}}
    if direction(document.text_content) == "rtl":
        meta["dir"] = {"t": "MetaString", "c": "rtl"}
    make = Blocks(plain=kind.plain)
    blocks = [make.title(title), *make.of(document)]
    data = {"pandoc-api-version": _API, "meta": meta, "blocks": blocks}
    return pandoc("--from=json", *kind.options, "--output=-", data=json.dumps(data).encode())


@dataclass(frozen=True)
class Blocks:
    """Makes pandoc's blocks of ours."""

    plain: bool

    def title(self, title: str) -> Json:
        # Not as a property of the file, which knows no direction.
        if self.plain:
            return {"t": "Header", "c": [1, _NO_ATTRIBUTES, _words(title)]}
        said = [["custom-style", "Title"], ["dir", direction(title)]]
        return {"t": "Div", "c": [["", [], said], [{"t": "Para", "c": _words(title)}]]}

    def of(self, parent: Node) -> list[Json]:
        return [self.block(node) for node in children(parent)]

    def block(self, node: Node) -> Json:
        match node.type.name:
            case "paragraph":
                return self.directed({"t": "Para", "c": _line(node)}, node)
            case "heading":
                header = [attr(node, "level"), _NO_ATTRIBUTES, _line(node)]
                return self.directed({"t": "Header", "c": header}, node)
            case "bullet_list":
                return {"t": "BulletList", "c": self.items(node)}
            case "ordered_list":
                style = [attr(node, "start"), {"t": "Decimal"}, {"t": "Period"}]
                return {"t": "OrderedList", "c": [style, self.items(node)]}
            case "blockquote":
                return {"t": "BlockQuote", "c": self.of(node)}
        return self.table(node)

    def items(self, node: Node) -> list[list[Json]]:
        return [self.of(item) for item in children(node)]

    def table(self, table: Node) -> Json:
        first, *others = children(table)
        cells = children(first)
        has_head = all(cell.type.name == "table_header" for cell in cells)
        head, body = ([first], others) if has_head else ([], [first, *others])
        return {
            "t": "Table",
            "c": [
                _NO_ATTRIBUTES,
                [None, []],
                [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _cell in cells],
                [_NO_ATTRIBUTES, [self.row(row) for row in head]],
                [[_NO_ATTRIBUTES, 0, [], [self.row(row) for row in body]]],
                [_NO_ATTRIBUTES, []],
            ],
        }

    def row(self, row: Node) -> list[Any]:
        return [_NO_ATTRIBUTES, [self.cell(cell) for cell in children(row)]]

    def cell(self, cell: Node) -> list[Any]:
        words = _line(cell)
        if self.plain:
            words = [{"t": "Space"} if part["t"] == "LineBreak" else part for part in words]
        line = self.directed({"t": "Plain", "c": words}, cell)
        return [_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [line] if cell.child_count else []]

    def directed(self, block: Json, node: Node) -> Json:
        if self.plain or direction(node.text_content) == "ltr":
            return block
        return {"t": "Div", "c": [["", [], [["dir", "rtl"]]], [block]]}


def _line(parent: Node) -> list[Json]:
    return _marked([(node, list(node.marks)) for node in children(parent)])


def _marked(nodes: list[tuple[Node, list[Mark]]]) -> list[Json]:
    """Return nodes within their marks: what neighbours have in common stands around both."""
    parts: list[Json] = []
    # The library compares marks by what they are: two that say the same are not the same.
    for said, neighbours in groupby(nodes, lambda each: each[1] and each[1][0].to_json()):
        group = list(neighbours)
        if not said:
            parts += [part for node, _marks in group for part in _inline(node)]
            continue
        mark = group[0][1][0]
        inside = _marked([(node, marks[1:]) for node, marks in group])
        if mark.type.name in _MARKS:
            inside = [{"t": _MARKS[mark.type.name], "c": inside}]
        elif mark.type.name == "link":
            inside = [{"t": "Link", "c": [_NO_ATTRIBUTES, inside, [attr(mark, "href"), ""]]}]
        parts += inside
    return parts


def _inline(node: Node) -> list[Json]:
    if node.type.name == "hard_break":
        return [{"t": "LineBreak"}]
    if node.type.name == "footnote":
        return [{"t": "Note", "c": [{"t": "Para", "c": _line(node)}]}]
    return _words(node.text or "")


def _words(text: str) -> list[Json]:
    words: list[Json] = []
    for number, word in enumerate(text.split(" ")):
        words += [{"t": "Space"}] if number else []
        words += [{"t": "Str", "c": word}] if word else []
    return words
