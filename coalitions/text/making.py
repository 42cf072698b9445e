"""Nodes as JSON, for those who read a text of another kind; and what fits where not all does."""

from typing import Any

Json = dict[str, Any]

EMPTY_PARAGRAPH: Json = {"type": "paragraph"}


def node(kind: str, content: list[Json], **attrs: Any) -> Json:
    said = {"attrs": attrs} if attrs else {}
    return {"type": kind, **said, **({"content": content} if content else {})}


def fitting(block: Json) -> list[Json]:
    """Return a block as what may stand in a quotation or a point: paragraphs and lists."""
    match block["type"]:
        case "heading":
            return [node("paragraph", block.get("content", []))]
        case "blockquote":
            return list(block["content"])
        case "table":
            cells = (cell for row in block["content"] for cell in row["content"])
            return [node("paragraph", cell.get("content", [])) for cell in cells]
    return [block]


def quotation(content: list[Json]) -> Json:
    return node("blockquote", content or [EMPTY_PARAGRAPH])


def point(content: list[Json]) -> Json:
    """Return a point of a list, which begins with a paragraph."""
    begins = content and content[0]["type"] == "paragraph"
    return node("list_item", content if begins else [EMPTY_PARAGRAPH, *content])


def footnote(content: list[Json]) -> Json:
    """Return a note of what may stand in one: text, links and emphasis. A break is a space."""
    texts: list[Json] = []
    for part in content:
        if part["type"] == "footnote":
            texts += part.get("content", [])
            continue
        marks = [mark for mark in part.get("marks", []) if mark["type"] != "strong"]
        text = {"type": "text", "text": part.get("text", " ")}
        texts.append(text | ({"marks": marks} if marks else {}))
    return node("footnote", texts)
