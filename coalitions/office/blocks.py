"""The blocks of a text, from pandoc's document to ours. What ours has no place for is counted."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

from coalitions.office.inlines import Inlines, text
from coalitions.office.losses import Loss
from coalitions.text.making import Json, fitting, footnote, node, point, quotation

_LINES = ("paragraph", "heading", "table_cell", "table_header")


class Blocks:
    """Reads blocks, and counts. `top` is the level of the headings that divide the text."""

    def __init__(self, losses: Counter[Loss], top: int) -> None:
        self.losses = losses
        self.lines = Inlines(losses, self.note)
        self.top = top

    def read(self, blocks: list[Json]) -> list[Json]:
        return [part for block in blocks for part in self.block(block)]

    def block(self, block: Json) -> list[Json]:
        content: Any = block.get("c")
        match block["t"]:
            case "Para" | "Plain":
                return lines("paragraph", self.lines.line(content))
            case "Header":
                level = 2 if content[0] <= self.top else 3
                return lines("heading", self.lines.line(content[2]), level=level)
            case "BulletList":
                return [node("bullet_list", self.points(content))]
            case "OrderedList":
                start = min(max(content[0][0], 0), 999)
                return [node("ordered_list", self.points(content[1]), start=start)]
            case "BlockQuote":
                return [quotation(self.inside(content))]
            case "Table":
                return self.table(content)
            case "Div":
                return self.read(content[1])
            case "LineBlock":
                return [node("paragraph", broken([self.lines.line(each) for each in content]))]
            case "CodeBlock":
                return [node("paragraph", text(line, [])) for line in content[1].split("\n")]
            case "DefinitionList":
                return self.definitions(content)
            case "Figure":
                return self.read(content[1][1] + content[2])
        self.losses[Loss.OTHER] += 1
        return []

    def points(self, items: list[Any]) -> list[Json]:
        return [point(self.inside(each)) for each in items]

    def inside(self, blocks: list[Json]) -> list[Json]:
        """Return what may stand in a quotation or a point."""
        out: list[Json] = []
        for block in self.read(blocks):
            parts = fitting(block)
            self.losses[Loss.FLATTENED] += parts != [block]
            out += parts
        return out

    def definitions(self, definitions: list[Any]) -> list[Json]:
        strong = [{"type": "strong"}]
        return [
            part
            for term, meanings in definitions
            for part in (
                node("paragraph", self.lines.read(term, strong)),
                *self.read(list(chain.from_iterable(meanings))),
            )
        ]

    def note(self, blocks: list[Json]) -> Json:
        return footnote(broken(self.flat(blocks)))

    def cell(self, blocks: list[Json]) -> list[Json]:
        return broken(self.flat(blocks))

    def flat(self, blocks: list[Json]) -> list[list[Json]]:
        """Return blocks as lines."""
        found = self.read(blocks)
        self.losses[Loss.FLATTENED] += sum(each["type"] != "paragraph" for each in found)
        return [line.get("content", []) for each in found for line in paragraphs(each)]

    def table(self, content: list[Any]) -> list[Json]:
        _attributes, (_short, caption), columns, head, bodies, foot = content
        rows = [("table_header", row) for row in head[1]]
        for body in bodies:
            rows += [("table_cell", row) for row in body[2] + body[3]]
        rows += [("table_cell", row) for row in foot[1]]
        # How many rows a tall cell goes on below, by column: the empty cells keep its place.
        below = [0] * len(columns)
        read = [self.row(kind, cells, below) for kind, (_attributes, cells) in rows]
        table = [node("table", read)] if read and columns else []
        return self.read(caption) + table

    def row(self, kind: str, cells: list[Any], below: list[int]) -> Json:
        waiting = iter(cells)
        row: list[Json] = []
        while len(row) < len(below):
            if below[len(row)]:
                below[len(row)] -= 1
                row.append({"type": "table_cell"})
                continue
            _attributes, _align, tall, wide, blocks = next(waiting, ([], [], 1, 1, []))
            self.losses[Loss.CELL] += tall > 1 or wide > 1
            at = len(row)
            for column in range(at, min(at + wide, len(below))):
                below[column] = max(below[column], tall - 1)
            row.append(node(kind, self.cell(blocks)))
            row += [{"type": "table_cell"}] * (min(wide, len(below) - at) - 1)
        return node("table_row", row)


def lines(kind: str, content: list[Json], **attrs: Any) -> list[Json]:
    """Return a block, but for one that had nothing that could be taken."""
    return [node(kind, content, **attrs)] if content else []


def broken(lines: list[list[Json]]) -> list[Json]:
    """Return lines as one, with a break between each two."""
    out: list[Json] = []
    for number, line in enumerate(lines):
        out += ([{"type": "hard_break"}] if number else []) + line
    return out


def paragraphs(block: Json) -> Iterator[Json]:
    """Yield the text of a block as paragraphs, whatever it is."""
    if block["type"] in _LINES:
        yield node("paragraph", block.get("content", []))
        return
    for child in block.get("content", []):
        yield from paragraphs(child)


def dividing(blocks: list[Json]) -> int:
    """Return the level of the headings that divide a text: below the title, if it begins so."""
    levels = [block["c"][0] for block in blocks if block["t"] == "Header"]
    if len(levels) > 1 and blocks[0]["t"] == "Header" and levels[0] == 1 < min(levels[1:]):
        return min(levels[1:])
    return min(levels, default=1)
