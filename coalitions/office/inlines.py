"""The inside of a line, from pandoc's document to ours."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from coalitions.office.losses import Loss
from coalitions.text.making import Json
from coalitions.text.reading import SAFE_HREF, cleaned

_MARKS = {"Emph": "em", "Strong": "strong"}
_STYLES = ("Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps")
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}


class Inlines:
    """Reads lines, and counts what it had to leave. A note in one holds blocks: `note` reads it."""

    def __init__(self, losses: Counter[Loss], note: Callable[[list[Json]], Json]) -> None:
        self.losses = losses
        self.note = note

    def line(self, inlines: list[Json]) -> list[Json]:
        """Return the content of a block, without the space that nobody sees around it."""
        content = self.read(inlines, [])
        for end in (0, -1):
            while content and content[end].get("text", "x").isspace():
                content.pop(end)
        return content

    def read(self, inlines: list[Json], marks: list[Json]) -> list[Json]:
        return [part for inline in inlines for part in self.inline(inline, marks)]

    def inline(self, inline: Json, marks: list[Json]) -> list[Json]:
        content: Any = inline.get("c")
        match inline["t"]:
            case "Str":
                return text(content, marks)
            case "Space" | "SoftBreak":
                return text(" ", marks)
            case "LineBreak":
                return [{"type": "hard_break"}]
            case "Emph" | "Strong" as kind:
                return self.read(content, with_mark(marks, {"type": _MARKS[kind]}))
            case "Link":
                return self.link(content, marks)
            case "Note":
                return [self.note(content)]
            case "Span" | "Cite":
                return self.read(content[1], marks)
            case "Quoted":
                before, after = _QUOTES[content[0]["t"]]
                return [*text(before, marks), *self.read(content[1], marks), *text(after, marks)]
            case kind if kind in _STYLES:
                self.losses[Loss.STYLE] += 1
                return self.read(content, marks)
            case "Code" | "Math":
                return text(content[1], marks)
            case "Image":
                self.losses[Loss.IMAGE] += 1
                return self.read(content[1], marks)
        self.losses[Loss.OTHER] += 1
        return []

    def link(self, content: list[Any], marks: list[Json]) -> list[Json]:
        _attributes, words, (href, _title) = content
        if not SAFE_HREF.fullmatch(href) or cleaned(href) != href:
            self.losses[Loss.LINK] += 1
            return self.read(words, marks)
        return self.read(words, with_mark(marks, {"type": "link", "attrs": {"href": href}}))


def text(words: str, marks: list[Json]) -> list[Json]:
    words = cleaned(words.replace("\t", " ").replace("\n", " "))
    return [{"type": "text", "text": words} | ({"marks": marks} if marks else {})] if words else []


def with_mark(marks: list[Json], mark: Json) -> list[Json]:
    return marks if any(each["type"] == mark["type"] for each in marks) else [*marks, mark]
