"""Rich text as the site stores it, as the nodes of a draft."""

from collections.abc import Iterator
from typing import Any

from lxml import html as parser

from coalitions.text.making import EMPTY_PARAGRAPH, Json, fitting, node, point
from coalitions.text.reading import SAFE_HREF, cleaned

_MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em"}
_POINTS = {"ul": "bullet_list", "ol": "ordered_list"}


def blocks(source: str) -> list[Json]:
    """Return the blocks of rich text: paragraphs, headings, lists."""
    return [part for element in _elements(source) for part in _block(element)]


def line(source: str) -> list[Json]:
    """Return rich text for where there is place for one line: its blocks, with breaks between."""
    said: list[Json] = []
    for part in (fit for block in blocks(source) for fit in fitting(block)):
        content = part.get("content", []) if part["type"] == "paragraph" else []
        said += ([{"type": "hard_break"}] if said and content else []) + content
    return said


def text(said: str, *marks: Json) -> list[Json]:
    """Return words as a text; nothing, for none."""
    said = cleaned(said)
    return [{"type": "text", "text": said} | ({"marks": list(marks)} if marks else {})] * bool(said)


def _elements(source: str) -> list[Any]:
    return list(parser.fragment_fromstring(source, create_parent="div"))


def _block(element: Any) -> list[Json]:
    if kind := _POINTS.get(element.tag):
        points = [_point(each) for each in element if each.tag == "li"]
        return [node(kind, points)] if points else []
    content = _trimmed(list(_inline(element)))
    if element.tag in ("h2", "h3", "h4"):
        return [node("heading", content, level=3)]
    return [node("paragraph", content)] if content else []


def _point(element: Any) -> Json:
    """Return a point: its words, and the lists within."""
    said = node("paragraph", _trimmed(list(_inline(element))))
    within = [part for each in element if each.tag in _POINTS for part in _block(each)]
    return point([said if said.get("content") else EMPTY_PARAGRAPH, *within])


def _inline(element: Any, *marks: Json) -> Iterator[Json]:
    yield from text(_spaced(element.text), *marks)
    for child in element:
        if child.tag == "br":
            yield {"type": "hard_break"}
        elif child.tag not in _POINTS:
            yield from _inline(child, *marks, *_mark(child))
        yield from text(_spaced(child.tail), *marks)


def _mark(element: Any) -> list[Json]:
    if kind := _MARKS.get(element.tag):
        return [{"type": kind}]
    href = element.get("href", "")
    if element.tag == "a" and SAFE_HREF.fullmatch(href):
        return [{"type": "link", "attrs": {"href": href}}]
    return []


def _spaced(said: str | None) -> str:
    """Return words as HTML has them: any white space is one space."""
    words = " ".join((said or "").split())
    if not words:
        return " " if said else ""
    return " " * said[0].isspace() + words + " " * said[-1].isspace()  # type: ignore[index] # there


def _trimmed(content: list[Json]) -> list[Json]:
    """Return a line without the space, or the breaks, around it."""
    while content and not content[0].get("text", "").strip():
        content = content[1:]
    while content and not content[-1].get("text", "").strip():
        content = content[:-1]
    return content
