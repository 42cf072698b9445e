"""The only door for a document: whatever stands in a draft came through `read`.

ProseMirror says which node stands where. What it cannot say, or lets pass without a word in Python,
in JavaScript or in both, is said here, before its own parser sees anything.
"""

import json
import re
from typing import Any

from prosemirror.model import Node

from coalitions.text.schema import SCHEMA, SPEC, children, descendants, with_joined_texts

MAX_BYTES = 2_000_000
MAX_NODES = 50_000
MAX_DEPTH = 24
SAFE_HREF = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"\\]{1,2000}")
# Controls, line separators, halves of surrogates, non-characters, and the overrides and isolates of
# direction, with which a sentence can read other than it is stored. ZWNJ, ZWJ, LRM and RLM stay:
# Persian and the Indic scripts need them.
FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffc\ufffe\uffff\ud800-\udfff]"
)
_KEYS = {"type", "attrs", "content", "marks"}


class InvalidText(ValueError):
    """It breaks a rule of the schema: nothing of it may be stored. The words are for a log."""


def read(data: Any) -> Node:
    """Return the document that JSON describes. Raises InvalidText."""
    _Check().node(data, depth=0)
    try:
        document = Node.from_json(SCHEMA, data)
        document.check()
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InvalidText(str(error)) from error
    if document.type is not SCHEMA.top_node_type:
        raise InvalidText("not a document")
    for table in (node for node in descendants(document) if node.type.name == "table"):
        if len({row.child_count for row in children(table)}) > 1:
            raise InvalidText("a row of a table has another number of cells")
    return with_joined_texts(document)


def trusted(data: Any) -> Node:
    """Return a document that came through `read` before: what is stored is not looked at again."""
    return Node.from_json(SCHEMA, data)


def loads(text: bytes) -> Any:
    """Return what is written in bytes as JSON, of a size that is looked at. Raises InvalidText."""
    if len(text) > MAX_BYTES:
        raise InvalidText("too long")
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise InvalidText(str(error)) from error


def cleaned(text: str) -> str:
    """Return a text without what may not stand in one."""
    return FORBIDDEN.sub("", text)


def _refuse(constant: str) -> None:
    raise InvalidText(f"{constant} is no number")


class _Check:
    def __init__(self) -> None:
        self.nodes = 0

    def node(self, data: Any, depth: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise InvalidText("too many nodes, or too deep")
        kind = data.get("type") if isinstance(data, dict) else None
        if not isinstance(kind, str) or kind not in SPEC["nodes"]:
            raise InvalidText("an unknown node")
        if set(data) - (_KEYS | {"text"} if kind == "text" else _KEYS):
            raise InvalidText("an unknown key")
        if kind == "text":
            self.text(data)
        self.attrs(SPEC["nodes"][kind], data.get("attrs"))
        self.marks(kind, self.listed(data, "marks"))
        for child in self.listed(data, "content"):
            self.node(child, depth + 1)

    def listed(self, data: dict[str, Any], key: str) -> list[Any]:
        # A string would be parsed as JSON by the Python parser.
        found = data.get(key, [])
        if not isinstance(found, list):
            raise InvalidText(f"{key} is no list")
        return found

    def text(self, data: dict[str, Any]) -> None:
        text = data.get("text")
        if not isinstance(text, str) or not text or "content" in data or "attrs" in data:
            raise InvalidText("not a text")
        if found := FORBIDDEN.search(text):
            raise InvalidText(f"U+{ord(found[0]):04X} may not stand in a text")

    def marks(self, kind: str, marks: list[Any]) -> None:
        if marks and not SCHEMA.nodes[kind].is_inline:
            raise InvalidText("a block has no marks")
        for mark in marks:
            self.mark(mark)
        if len({json.dumps(mark, sort_keys=True) for mark in marks}) < len(marks):
            raise InvalidText("the same mark twice")

    def mark(self, data: Any) -> None:
        kind = data.get("type") if isinstance(data, dict) else None
        if not isinstance(kind, str) or kind not in SPEC["marks"] or set(data) - {"type", "attrs"}:
            raise InvalidText("an unknown mark")
        self.attrs(SPEC["marks"][kind], data.get("attrs"))
        if kind == "link" and not SAFE_HREF.fullmatch(data["attrs"]["href"]):
            raise InvalidText("an address that is not allowed")

    def attrs(self, spec: dict[str, Any], attrs: Any) -> None:
        rules = spec.get("attrs", {})
        if not isinstance(attrs, dict | None) or set(attrs or {}) - set(rules):
            raise InvalidText("an unknown attribute")
        given: dict[str, Any] = attrs or {}
        for name, rule in rules.items():
            if name in given:
                self.value(name, rule, given[name])
            elif "default" not in rule:
                raise InvalidText(f"{name} is missing")

    def value(self, name: str, rule: dict[str, Any], value: Any) -> None:
        wanted: Any = {"number": int, "string": str, "null": type(None)}[rule["validate"]]
        # Not isinstance: true is an int to Python.
        if type(value) is not wanted or (wanted is str and FORBIDDEN.search(value)):
            raise InvalidText(f"{name} is of another kind")
        if "values" in rule and value not in rule["values"]:
            raise InvalidText(f"{name} has another value")
        if "range" in rule and not rule["range"][0] <= value <= rule["range"][1]:
            raise InvalidText(f"{name} is out of range")
        if "pattern" in rule and not re.fullmatch(rule["pattern"], value):
            raise InvalidText(f"{name} has another form")
