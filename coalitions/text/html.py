"""A draft as HTML to read and to print. Nothing in it is trusted: all text is escaped."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from prosemirror.model import Node

from coalitions.text.schema import attr, children
from coalitions.text.words import direction, tag_of


def html(document: Node) -> SafeString:
    return mark_safe("\n".join(map(_block, children(document))))  # noqa: S308 (escaped below)


def _block(node: Node) -> str:
    tag = tag_of(node)
    inside = _line(node) if node.inline_content else "".join(map(_block, children(node)))
    attributes = ""
    if tag not in ("li", "tr", "table"):
        # A list or a quote has its own: its marks stand on the side where its text begins.
        attributes += f' dir="{direction(node.text_content)}"'
    if tag == "ol" and attr(node, "start") != 1:
        attributes += f' start="{attr(node, "start")}"'
    if tag == "th":
        attributes += ' scope="col"'
    if tag == "table":
        return f'<div class="scrolls"><table><tbody>{inside}</tbody></table></div>'
    return f"<{tag}{attributes}>{inside}</{tag}>"


def _line(parent: Node) -> str:
    return "".join(map(_inline, children(parent)))


def _inline(node: Node) -> str:
    if node.type.name == "hard_break":
        text = "<br>"
    elif node.type.name == "footnote":
        text = (
            f'<small class="footnote" dir="{direction(node.text_content)}"> [{_line(node)}]</small>'
        )
    else:
        text = str(escape(node.text))
    for mark in reversed(node.marks):
        name = mark.type.name
        if name in ("em", "strong"):
            text = f"<{name}>{text}</{name}>"
        elif name == "link":
            text = f'<a href="{escape(attr(mark, "href"))}" rel="noreferrer">{text}</a>'
        elif name == "comment":
            text = f'<mark data-comment="{escape(attr(mark, "id"))}">{text}</mark>'
    return text
