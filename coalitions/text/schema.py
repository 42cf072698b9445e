"""The schema of a draft, which the browser reads from the same file; and its one canonical form."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prosemirror.model import Node, Schema

SPEC: dict[str, Any] = json.loads(Path(__file__).with_name("schema.json").read_text("utf-8"))
SCHEMA: Schema[Any, Any] = Schema({"nodes": SPEC["nodes"], "marks": SPEC["marks"]})
# Of the file: a page that was opened before it changed is told to open the draft anew.
VERSION: int = SPEC["version"]
EMPTY: dict[str, Any] = {"type": "doc", "content": [{"type": "paragraph"}]}


def children(node: Node) -> list[Node]:
    return [node.child(index) for index in range(node.child_count)]


def attr(of: Any, name: str) -> Any:
    """Return an attribute of a node or a mark: `read` has looked at what kind it is of."""
    return of.attrs[name]


def descendants(node: Node) -> Iterator[Node]:
    for child in children(node):
        yield child
        yield from descendants(child)


def with_joined_texts(node: Node) -> Node:
    """Return the node with neighbouring texts of the same marks as one, as an editor has them."""
    if node.is_text or not node.child_count:
        return node
    return node.copy(node.content.from_array([with_joined_texts(each) for each in children(node)]))


def without_comments(node: Node) -> Node:
    """Return the node without the anchors of comments."""
    if node.is_inline:
        node = node.mark([mark for mark in node.marks if mark.type.name != "comment"])
    if node.is_text or not node.child_count:
        return node
    return node.copy(node.content.from_array([without_comments(each) for each in children(node)]))


def comment_ids(node: Node) -> set[str]:
    """Return the ids of the comments that are anchored somewhere in the node."""
    marks = (mark for each in descendants(node) for mark in each.marks)
    return {attr(mark, "id") for mark in marks if mark.type.name == "comment"}


def canonical(document: Node) -> bytes:
    """Return the bytes by which a version is known, the same wherever they are made.

    Keys are sorted, defaults left out, marks in the order of the schema, neighbouring texts joined.
    Comments come and go without changing what is signed, so their anchors are left out. The text
    itself is not normalised: what was read is what is signed. The number of the schema is inside,
    so that another schema never changes what a version was known by.
    """
    plain: Any = with_joined_texts(without_comments(document)).to_json()
    said = {"schema": VERSION, "doc": _shortest(plain)}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(document: Node) -> str:
    return hashlib.sha256(canonical(document)).hexdigest()


def _shortest(data: dict[str, Any]) -> dict[str, Any]:
    kinds = SPEC["marks"] if data["type"] in SPEC["marks"] else SPEC["nodes"]
    rules = kinds[data["type"]].get("attrs", {})
    short: dict[str, Any] = {"type": data["type"]}
    attrs = {
        name: value
        for name, value in data.get("attrs", {}).items()
        if "default" not in rules[name] or rules[name]["default"] != value
    }
    if attrs:
        short["attrs"] = attrs
    if "text" in data:
        short["text"] = data["text"]
    for key in ("content", "marks"):
        if data.get(key):
            short[key] = [_shortest(each) for each in data[key]]
    return short
