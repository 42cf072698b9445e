"""A draft as text that a person edits in a plain field: Markdown, in a dialect of one meaning each.

    ## Heading   ### Subheading   - item   1. item   > quote   | a | b |   **strong**   *em*
    [words](https://address)   ^[a footnote]   \\ at the end of a line, <br> where there is but one

Here it is written; `markdown_reading` gets the same document back.
"""

import re

from prosemirror.model import Node

from coalitions.text.schema import attr, children

STYLES = ("em", "strong")
_STARS = {"em": "*", "strong": "**"}


def write(document: Node) -> str:
    return "\n\n".join(_blocks(document)) + "\n"


def write_block(node: Node, *, other_marker: bool = False) -> str:
    kind = node.type.name
    if kind == "paragraph":
        # An empty one, and one that is there, are not the same.
        return _Line().write(node) or "\\"
    if kind == "heading":
        words = _Line(breaks="<br>", at_start=False, escape_hash=True).write(node)
        return "#" * attr(node, "level") + " " + (words or "\\")
    if kind == "blockquote":
        return _indented("\n\n".join(_blocks(node)), "> ", "> ")
    if kind == "table":
        return _table(node)
    return _list(node, other_marker)


def _blocks(parent: Node) -> list[str]:
    written, before, other = [], None, False
    for node in children(parent):
        # Two lists of one kind in a row would be read as one: the second has the other marker.
        other = node.type is before and not other
        written.append(write_block(node, other_marker=other))
        before = node.type
    return written


def _list(node: Node, other_marker: bool) -> str:
    items = []
    for number, item in enumerate(children(node), start=attr(node, "start") if node.attrs else 1):
        marker = "* " if other_marker else "- "
        if node.type.name == "ordered_list":
            marker = f"{number}{')' if other_marker else '.'} "
        items.append(_indented("\n\n".join(_blocks(item)), marker, " " * len(marker)))
    return "\n".join(items)


def _indented(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    # A line of spaces would be seen by nobody; one of a quote needs its mark.
    others = [rest + line if line or rest.strip() else "" for line in lines[1:]]
    return "\n".join([first + lines[0], *others])


def _table(table: Node) -> str:
    rows = []
    for row in children(table):
        cells = [_Line(breaks="<br>", at_start=False, in_cell=True).write(c) for c in children(row)]
        rows.append("| " + " | ".join(cells) + " |")
        if len(rows) == 1:
            rows.append("|" + " --- |" * len(cells))
    return "\n".join(rows)


class _Line:
    """Writes the inside of one block; `breaks` is how a line breaks in it."""

    def __init__(
        self,
        *,
        breaks: str = "\\\n",
        at_start: bool = True,
        in_cell: bool = False,
        escape_hash: bool = False,
    ) -> None:
        self.breaks = breaks
        self.at_start = at_start
        self.in_cell = in_cell
        self.escape_hash = escape_hash

    def write(self, parent: Node) -> str:
        out, on, href = "", set[str](), None
        last = parent.last_child
        for node, styles, part in _pieces(parent):
            if _link(node) != href:
                # Styles close before a bracket, and open again behind it.
                out += _stars(on) + (_closed(href) if href else "") + ("[" if _link(node) else "")
                on, href = set(), _link(node)
            # Closing and opening are the same sign.
            out += _stars(on ^ styles)
            on = styles
            if node.type.name == "hard_break":
                # At the end of a block the end of the line is cut off.
                out += "<br>" if node is last else self.breaks
            elif node.type.name == "footnote":
                inside = _Line(
                    breaks=self.breaks,
                    at_start=False,
                    in_cell=self.in_cell,
                    escape_hash=self.escape_hash,
                )
                out += f"^[{inside.write(node)}]"
            else:
                out += self.escaped(part, first=not out.rpartition("\n")[2].strip())
        return out + _stars(on) + (_closed(href) if href else "")

    def escaped(self, text: str, *, first: bool) -> str:
        # At the end of a heading # would be taken for its closing marks.
        text = re.sub(r"([\\*\[\]#])" if self.escape_hash else r"([\\*\[\]])", r"\\\1", text)
        text = text.replace("<br>", "\\<br>")
        if self.in_cell:
            return text.replace("|", "\\|")
        if first and self.at_start:
            text = re.sub(r"^([#>+\-=|:~`])", r"\\\1", text)
            text = re.sub(r"^(\d{1,9})([.)])", r"\1\\\2", text)
        return text


_Piece = tuple[Node, set[str], str]


def _pieces(parent: Node) -> list[_Piece]:
    """Return the content cut at spaces; a space has the styles that both its neighbours have."""
    cut: list[_Piece] = []
    for node in children(parent):
        styles = {mark.type.name for mark in node.marks} & set(STYLES)
        parts = re.split(r"(\s+)", node.text or "") if node.is_text else [""]
        cut += [(node, styles, part) for part in parts if part or not node.is_text]
    for index, (node, _styles, part) in enumerate(cut):
        if _is_space(cut[index]):
            sides = (reversed(cut[:index]), cut[index + 1 :])
            near = [next((each for each in side if not _is_space(each)), None) for side in sides]
            before, after = (
                each[1] if each and _link(each[0]) == _link(node) else set[str]() for each in near
            )
            cut[index] = (node, before & after, part)
    return cut


def _is_space(piece: _Piece) -> bool:
    return piece[2].isspace() or piece[0].type.name == "hard_break"


def _link(node: Node) -> str | None:
    return next((attr(mark, "href") for mark in node.marks if mark.type.name == "link"), None)


def _stars(styles: set[str]) -> str:
    return "".join(_STARS[each] for each in STYLES if each in styles)


def _closed(href: str) -> str:
    return "](" + re.sub(r"([()*\[\]|])", r"\\\1", href) + ")"
