"""Reads what a person typed in a plain field: see `markdown` for the dialect.

Blocks are read by markdown-it-py. What is inside a line is read here: CommonMark does not close
`**重要**的` or `**«non»**s`, for there a star opens or closes only beside a letter or a space, and
Chinese has no spaces. Ours opens before anything but a space, and closes after it.
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from prosemirror.model import Node

from coalitions.text.making import EMPTY_PARAGRAPH, Json, fitting, footnote, point, quotation
from coalitions.text.markdown import STYLES
from coalitions.text.reading import FORBIDDEN, SAFE_HREF, read

_BLOCKS = MarkdownIt("zero").enable(["blockquote", "heading", "list", "table"])
_KINDS = {
    "paragraph": "paragraph",
    "heading": "heading",
    "bullet_list": "bullet_list",
    "ordered_list": "ordered_list",
    "list_item": "list_item",
    "blockquote": "blockquote",
    "table": "table",
    "tr": "table_row",
    "th": "table_header",
    "td": "table_cell",
}
_LINES = ("paragraph", "heading", "th", "td")


def parse(text: str) -> Node:
    """Return the document that a person typed. Raises InvalidText where it breaks the schema."""
    text = text.replace("\r\n", "\n").replace("\t", "    ")
    text = FORBIDDEN.sub(lambda found: "\n" if found[0] == "\n" else "", text)
    content = _read_blocks(iter(_BLOCKS.parse(text)), "")
    return read({"type": "doc", "content": content or [EMPTY_PARAGRAPH]})


def _read_blocks(tokens: Iterator[Token], closing: str) -> list[Json]:
    found: list[Json] = []
    for token in tokens:
        if token.type == closing:
            break
        name = token.type.removesuffix("_open")
        if name in ("thead", "tbody"):
            found += _read_blocks(tokens, f"{name}_close")
            continue
        node: Json = {"type": _KINDS[name]}
        if name in _LINES:
            raw = next(tokens).content
            next(tokens)
            node["content"] = [] if raw == "\\" else read_line(raw)
        else:
            node["content"] = _read_blocks(tokens, f"{name}_close")
        if name == "heading":
            node["attrs"] = {"level": 2 if token.tag in ("h1", "h2") else 3}
        if name == "ordered_list":
            node["attrs"] = {"start": min(int(token.attrs.get("start", 1)), 999)}
        found.append(_fitted(node))
    return found


def _fitted(node: Json) -> Json:
    """Return a block with what the schema allows in it; a person may type anything anywhere."""
    make = {"blockquote": quotation, "list_item": point}.get(node["type"])
    if make is None:
        return node
    return make([part for child in node["content"] for part in fitting(child)])


_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<break>\\\n|<br>)|(?P<note>\^\[)|(?P<open>\[)|(?P<close>\])"
    r"|(?P<stars>\*+)|(?P<soft>\n)|(?P<text>[^\\<^\[\]*\n]+|.)",
    re.S,
)
_TARGET = re.compile(r"\(((?:\\.|[^\\()\s])*)\)")


def read_line(raw: str) -> list[Json]:
    """Return the content of a line. A sign without its partner is the character it is."""
    literal: frozenset[int] = frozenset()
    while True:
        reader = _Line(raw, literal)
        content = reader.read()
        if not reader.open:
            return content
        literal |= {min(reader.open.values())}


class _Line:
    def __init__(self, raw: str, literal: frozenset[int]) -> None:
        self.raw = raw
        # Where stars stand that are only stars.
        self.literal = literal
        self.at = 0
        # The styles that are on, and where each began.
        self.open: dict[str, int] = {}
        self.href: str | None = None
        # Where the words of a link end, and where the line goes on behind its address.
        self.link_end = self.after_link = -1

    def read(self) -> list[Json]:
        out: list[Json] = []
        while self.at < len(self.raw):
            if self.at == self.link_end:
                self.at, self.link_end, self.href = self.after_link, -1, None
                continue
            start, kind, value = self.next()
            if kind == "stars" and start not in self.literal and self.toggled(start, value):
                continue
            if kind == "note" and (end := self.partner(self.at)) is not None:
                out.append(self.note(end))
            elif kind == "open" and self.enters_link():
                continue
            elif kind == "break":
                out.append({"type": "hard_break"} | self.marks())
            else:
                out.append({"type": "text", "text": value} | self.marks())
        return out

    def next(self) -> tuple[int, str, str]:
        found = self.sign(self.at)
        start, self.at = self.at, found.end()
        kind = found.lastgroup or ""
        value = {"escaped": found["escaped"], "soft": " "}.get(kind) or found[0]
        return start, kind, value

    def sign(self, at: int) -> re.Match[str]:
        found = _TOKEN.match(self.raw, at)
        if found is None:
            raise AssertionError("any character is a sign")
        return found

    def toggled(self, start: int, run: str) -> bool:
        """Whether a run of stars opened or closed styles; else it is but stars."""
        names: tuple[str, ...] | None = {1: ("em",), 2: ("strong",), 3: STYLES}.get(len(run))
        if names is None:
            return False
        before = self.raw[start - 1 : start].strip()
        after = self.raw[start + len(run) : start + len(run) + 1].strip()
        if not all(before if name in self.open else after for name in names):
            return False
        for name in names:
            if name in self.open:
                del self.open[name]
            else:
                self.open[name] = start
        return True

    def note(self, end: int) -> Json:
        inner = read_line(self.raw[self.at : end])
        self.at = end + 1
        return footnote(inner) | self.marks()

    def enters_link(self) -> bool:
        end = self.partner(self.at)
        target = _TARGET.match(self.raw, end + 1) if end is not None else None
        href = re.sub(r"\\(.)", r"\1", target[1]) if target else ""
        if end is None or target is None or self.href or not SAFE_HREF.fullmatch(href):
            return False
        self.href, self.link_end, self.after_link = href, end, target.end()
        return True

    def partner(self, at: int) -> int | None:
        """Return where the bracket is that closes the one before `at`."""
        depth = 1
        while at < len(self.raw):
            found = self.sign(at)
            depth += {"note": 1, "open": 1, "close": -1}.get(found.lastgroup or "", 0)
            if not depth:
                return at
            at = found.end()
        return None

    def marks(self) -> Json:
        marks: list[Json] = []
        if self.href:
            marks.append({"type": "link", "attrs": {"href": self.href}})
        marks += [{"type": name} for name in STYLES if name in self.open]
        return {"marks": marks} if marks else {}
