"""The words of a text, in whatever script, and its blocks as rows of them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from prosemirror.model import Node

from coalitions.text.schema import attr, children, descendants

# Python's \w leaves out combining signs: a vowelled Arabic or an Indic word would fall to pieces.
_COMBINING = re.escape(
    "".join(
        sign for sign in map(chr, range(0x300, 0x10000)) if unicodedata.category(sign)[0] == "M"
    )
)
# Where words are written without spaces, one sign is one word.
_HAN = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WORD = re.compile(
    rf"[{_HAN}]"
    rf"|[^\W{_HAN}_](?:[^\W{_HAN}]|[{_COMBINING}\u200c\u200d]|[’'·.,](?=[^\W{_HAN}]))*"
    rf"|\s+|.[{_COMBINING}]*",
    re.S,
)


def word_count(document: Node) -> int:
    """Return how many words a text has, notes included, as its limit counts them.

    The editor counts alike while somebody types: see static/js/draft/words.mjs.
    """
    return sum(is_word(word) for word in _split(plain(document)))


def plain(document: Node) -> str:
    """Return all that a text says, without its styles: a line for each block, and for each note."""
    lines = (node for node in descendants(document) if node.is_textblock)
    return "\n".join(text for line in lines for text in _texts(line))


def _texts(line: Node) -> list[str]:
    """Return what a line says, whatever its styles, and what each of its notes says."""
    notes = [each.text_content for each in children(line) if each.type.name == "footnote"]
    return ["".join(each.text or " " for each in children(line)), *notes]


def _split(text: str) -> list[str]:
    found: list[str] = WORD.findall(text)
    return found


def is_word(text: str) -> bool:
    return text[:1].isalnum()


def direction(text: str) -> str:
    """Return the direction of the first letter: “rtl” or “ltr”.

    Not left to `dir="auto"` where a hidden label stands in front, which the browser would read too.
    """
    letters = (unicodedata.bidirectional(sign) for sign in text)
    first = next((each for each in letters if each in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"


@dataclass(frozen=True)
class Token:
    """A word, a space or a sign, and how it is set: “em”, “strong”, “note”, “link https://…”."""

    text: str
    style: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Block:
    """A line of its own: `kind` is its HTML tag, `within` the tags around it."""

    kind: str
    within: tuple[str, ...]
    tokens: tuple[Token, ...]

    @cached_property
    def text(self) -> str:
        return "".join(token.text for token in self.tokens)

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(token.text for token in self.tokens if not token.text.isspace())

    @property
    def key(self) -> Any:
        """What two blocks have in common that read the same."""
        return self.kind, self.tokens


TAGS = {
    "paragraph": "p",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "blockquote": "blockquote",
    "table": "table",
    "table_row": "tr",
    "table_header": "th",
    "table_cell": "td",
}


def tag_of(node: Node) -> str:
    kind = node.type.name
    return f"h{attr(node, 'level')}" if kind == "heading" else TAGS[kind]


def blocks(node: Node, within: tuple[str, ...] = ()) -> Iterator[Block]:
    for child in children(node):
        if child.is_textblock:
            yield Block(tag_of(child), within, tuple(tokens(child)))
        else:
            yield from blocks(child, (*within, tag_of(child)))


def tokens(parent: Node, style: frozenset[str] = frozenset()) -> Iterator[Token]:
    for node in children(parent):
        here = style | {_style(mark) for mark in node.marks if mark.type.name != "comment"}
        if node.is_text:
            yield from (Token(found[0], here) for found in WORD.finditer(node.text or ""))
        elif node.type.name == "hard_break":
            yield Token("\n", here)
        else:
            note = frozenset({"note"})
            yield Token("[", note)
            yield from tokens(node, note)
            yield Token("]", note)


def _style(mark: Any) -> str:
    name: str = mark.type.name
    return f"link {attr(mark, 'href')}" if name == "link" else name
