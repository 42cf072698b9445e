"""Where a comment is in a text: a mark around the passage, which goes with it wherever it goes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from prosemirror.model import Fragment, Mark, Node, Slice
from prosemirror.transform import Mapping

from coalitions.text.schema import SCHEMA, children, comment_ids
from coalitions.text.steps import AddMark, RemoveMark, Replace

MAX_QUOTE = 2_000


@dataclass(frozen=True)
class Passage:
    """From one place of a text to another, as ProseMirror counts, after so many steps of it."""

    version: int
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """A paragraph, a heading, a point or a cell; `start` is the place of its first sign."""

    node: Node
    start: int

    @property
    def end(self) -> int:
        return self.start + self.node.content.size

    def find(self, words: str) -> list[tuple[int, int]]:
        """Return from where to where the words stand in it, whatever the spaces between them."""
        text, ends = "", [self.start]
        for place, child in _inside(self.node, self.start):
            # A note stands between the words, and is none of them.
            said = child.text or "" if child.is_text else "\n" * (child.type.name != "footnote")
            for sign in said:
                # As a browser counts.
                place += 2 if sign > "\uffff" else 1
                ends.append(place)
            text += said
        wanted = r"\s+".join(map(re.escape, words.split()))
        found = re.finditer(wanted, text) if wanted else ()
        return [(_start_of(text, each, ends), ends[each.end()]) for each in found]


def lines(document: Node) -> list[Line]:
    """Return the lines of a text that have words, in their order."""
    return [each for each in _lines(document, 0) if each.node.text_content.strip()]


def quote(document: Node, start: int, end: int) -> str:
    """Return the words of a passage; none, for places that are not in the text.

    Nor is one in the middle of a sign that a browser counts as two.
    """
    if not 0 <= start < end <= document.content.size:
        return ""
    try:
        return document.text_between(start, end, "\n", " ").strip()[:MAX_QUOTE]
    except UnicodeDecodeError:
        return ""


def moved(passage: Passage, over: list[Any]) -> tuple[int, int]:
    """Return where a passage is after more steps: the end is not after the start if it is gone."""
    mapping = Mapping([step.get_map() for step in over])
    return mapping.map(passage.start, 1), mapping.map(passage.end, -1)


def anchoring(start: int, end: int, anchor: str) -> AddMark:
    return AddMark(start, end, _mark(anchor))


def loosening(document: Node, anchor: str) -> RemoveMark:
    """Return the step that takes an anchor out of a text, wherever it is."""
    return RemoveMark(0, document.content.size, _mark(anchor))


def rewording(document: Node, anchor: str, words: str) -> Replace | None:
    """Return the step that puts words in the place of a passage, with its marks.

    None, unless the passage stands in one piece in one line.
    """
    anchored = _mark(anchor)
    found = [
        (line, place, child)
        for line in _lines(document, 0)
        for place, child in _inside(line.node, line.start)
        if anchored.is_in_set(child.marks)
    ]
    if not found or any(line is not found[0][0] for line, _place, _child in found):
        return None
    places = [(place, place + child.node_size) for _line, place, child in found]
    if any(end != start for (_, end), (start, _) in zip(places, places[1:], strict=False)):
        return None
    # What all of it had; what only a word of it had belonged to that word.
    marks = [
        mark
        for mark in found[0][2].marks
        if all(mark.is_in_set(child.marks) for _line, _place, child in found)
    ]
    content = Fragment.from_(SCHEMA.text(words, marks))
    return Replace(places[0][0], places[-1][1], Slice(content, 0, 0))


def anchors_by_block(document: Node) -> list[set[str]]:
    """Return for each block of a text the anchors that begin in it."""
    seen: set[str] = set()
    found = []
    for block in children(document):
        found.append(comment_ids(block) - seen)
        seen |= found[-1]
    return found


def _mark(anchor: str) -> Mark:
    return SCHEMA.mark("comment", {"id": anchor})


def _lines(parent: Node, start: int) -> Iterator[Line]:
    for place, child in _inside(parent, start):
        if child.is_textblock:
            yield Line(child, place + 1)
        else:
            yield from _lines(child, place + 1)


def _inside(parent: Node, start: int) -> Iterator[tuple[int, Node]]:
    for child in children(parent):
        yield start, child
        start += child.node_size


def _start_of(text: str, found: re.Match[str], ends: list[int]) -> int:
    return ends[found.start() + 1] - (2 if text[found.start()] > "\uffff" else 1)
