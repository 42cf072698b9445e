"""Draws the comparison of two versions, labelled for whoever hears it, and what a member said."""

from itertools import groupby

from django import template
from django.utils.html import escape, format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coalitions.mentions import calling, names_of
from coalitions.models import Comment, Membership, Thread
from coalitions.permissions import may_change, may_resolve, may_take_back
from coalitions.text.comparing import Change, Comparison, Piece
from coalitions.text.words import direction

register = template.Library()

_LABELS = {
    "added": gettext_lazy("added:"),
    "removed": gettext_lazy("removed:"),
    "restyled": gettext_lazy("set otherwise:"),
}
_TAGS = {"added": "ins", "removed": "del", "restyled": "span"}
_KINDS = {
    "p": gettext_lazy("a paragraph"),
    "h2": gettext_lazy("a heading"),
    "h3": gettext_lazy("a subheading"),
}


@register.filter
def said(comment: Comment) -> SafeString:
    """Print a comment in paragraphs, with the members it means marked."""
    text = linebreaks(comment.text, autoescape=True)
    names = [escape(name) for each in comment.mentions.all() for name in names_of(each)]
    if names:
        text = calling(names).sub(r"<b>\g<0></b>", text)
    return mark_safe(text)  # noqa: S308 (escaped by linebreaks)


@register.filter
def changed_by(comment: Comment, member: Membership) -> bool:
    return may_change(member, comment)


@register.filter
def taken_back_by(comment: Comment, member: Membership) -> bool:
    return may_take_back(member, comment)


@register.filter
def resolved_by(thread: Thread, member: Membership) -> bool:
    """Whether a member may close a thread, and nothing in it waits for an answer."""
    waits = any(comment.waits for comment in thread.comments.all())
    return may_resolve(member, thread) and not waits


@register.simple_tag
def comparison(comparison: Comparison) -> SafeString:
    return format_html_join("\n", "{}", ((_block(change),) for change in comparison.changes))


def _block(change: Change) -> SafeString:
    tag = change.block.kind if change.block.kind in ("p", "h2", "h3") else "p"
    marks = "" if change.number is None else format_html(' class="chg" id="ch{}"', change.number)
    if change.block.within:
        # A point, a line of a quote, a cell: drawn by the style sheet.
        within = " ".join((*change.block.within, change.block.kind))
        marks += format_html(' data-in="{}"', within)
    return format_html(
        '<{tag}{marks} dir="{runs}">{note}{words}</{tag}>',
        tag=tag,
        marks=mark_safe(marks),  # noqa: S308 (escaped above)
        runs=direction(change.block.text),
        note=_note(change),
        words=format_html_join("", "{}", ((_run(what, run),) for what, run in _runs(change))),
    )


def _note(change: Change) -> SafeString:
    if change.what == "moved away":
        said = '<a class="moved" href="#moved-{}">{}</a> …'
        return format_html(said, change.partner, _("Moved from here"))
    if change.what == "moved here":
        return format_html(
            '<span class="moved" id="moved-{}">{}</span> ', change.partner, _("Moved here")
        )
    if change.was in _KINDS:
        return format_html('<span class="moved">{} {}</span> ', _("Was:"), _KINDS[change.was])
    return SafeString()


def _runs(change: Change) -> list[tuple[str, list[Piece]]]:
    by_kind = groupby(change.pieces, key=lambda piece: piece.what)
    return [(what, list(pieces)) for what, pieces in by_kind]


def _run(what: str, pieces: list[Piece]) -> SafeString:
    words = format_html_join("", "{}", ((_styled(piece),) for piece in pieces))
    if what == "same":
        return words
    return format_html(
        '<{tag}{style}><span class="vh">[{label} </span>{words}<span class="vh">]</span></{tag}>',
        tag=_TAGS[what],
        style=mark_safe(' class="restyled"' if what == "restyled" else ""),  # noqa: S308 (ours)
        label=_LABELS[what],
        words=words,
    )


def _styled(piece: Piece) -> SafeString:
    html = mark_safe(str(escape(piece.text)).replace("\n", "<br>"))  # noqa: S308 (escaped)
    for style in sorted(piece.style):
        if style in ("em", "strong"):
            html = format_html("<{0}>{1}</{0}>", style, html)
        elif style == "note":
            html = format_html("<small>{}</small>", html)
        elif piece.what != "removed":
            # A link in words that are gone leads nowhere any more.
            html = format_html('<a href="{}" rel="noreferrer">{}</a>', style[5:], html)
    return html
