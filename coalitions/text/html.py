"""A draft as HTML to read and to print. Nothing in it is trusted: all text is escaped."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from prosemirror.model import Node

from coalitions.text.schema import attr, children, with_joined_texts, without_comments
from coalitions.text.words import direction, tag_of


def html(document: Node) -> SafeString:
    """Return a text as it is read where nobody says anything of it."""
    whole = with_joined_texts(without_comments(document))
    return SafeString("\n".join(_Drawing().blocks(whole)))


def printed(document: Node) -> SafeString:
    """Return a text as it is printed: a note is set apart by its class, and has no brackets."""
    whole = with_joined_texts(without_comments(document))
    return SafeString("\n".join(_Drawing(brackets=("", "")).blocks(whole)))


def annotated(
    document: Node, anchors: Mapping[str, str], *, places: bool = False
) -> list[SafeString]:
    """Return the blocks of a text, with the passages of comments marked.

    `anchors` are those to mark, each with the class it has. With `places`, each line says where in
    the text it begins: a script finds from that what somebody selected.
    """
    return list(_Drawing(anchors, places).blocks(document))


@dataclass
class _Drawing:
    anchors: Mapping[str, str] = field(default_factory=dict)
    places: bool = False
    drawn: set[str] = field(default_factory=set)
    # Around a note that stands within its line.
    brackets: tuple[str, str] = (" [", "]")

    def blocks(self, document: Node) -> Iterator[SafeString]:
        at = 0
        for block in children(document):
            yield mark_safe(self.block(block, at))  # noqa: S308 (escaped below)
            at += block.node_size

    def block(self, node: Node, at: int) -> str:
        tag = tag_of(node)
        inside = self.line(node) if node.inline_content else self.inside(node, at + 1)
        attributes = ""
        if tag not in ("li", "tr", "table"):
            # A list or a quote has its own: its marks stand on the side where its text begins.
            attributes += f' dir="{direction(node.text_content)}"'
        if tag == "ol" and attr(node, "start") != 1:
            attributes += f' start="{attr(node, "start")}"'
        if tag == "th":
            attributes += ' scope="col"'
        if self.places and node.inline_content:
            attributes += f' data-at="{at + 1}"'
        if tag == "table":
            return f'<div class="scroll"><table><tbody>{inside}</tbody></table></div>'
        return f"<{tag}{attributes}>{inside}</{tag}>"

    def inside(self, parent: Node, at: int) -> str:
        drawn = []
        for child in children(parent):
            drawn.append(self.block(child, at))
            at += child.node_size
        return "".join(drawn)

    def line(self, parent: Node) -> str:
        return "".join(map(self.inline, children(parent)))

    def inline(self, node: Node) -> str:
        if node.type.name == "hard_break":
            text = "<br>"
        elif node.type.name == "footnote":
            size = f' data-size="{node.node_size}"' if self.places else ""
            runs = direction(node.text_content)
            said = self.line(node).join(self.brackets)
            text = f'<small class="footnote" dir="{runs}"{size}>{said}</small>'
        else:
            text = str(escape(node.text))
        for mark in reversed(node.marks):
            name = mark.type.name
            if name in ("em", "strong"):
                text = f"<{name}>{text}</{name}>"
            elif name == "link":
                text = f'<a href="{escape(attr(mark, "href"))}" rel="noreferrer">{text}</a>'
            elif attr(mark, "id") in self.anchors:
                text = self.anchor(attr(mark, "id"), text)
        return text

    def anchor(self, anchor: str, text: str) -> str:
        # An id names one place: the first of a passage that a style cuts into several.
        place = "" if anchor in self.drawn else f' id="a-{anchor}"'
        self.drawn.add(anchor)
        return f'<mark class="{self.anchors[anchor]}"{place}>{text}</mark>'
