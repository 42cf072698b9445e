"""What a file has that a draft cannot hold: counted, and told before the text is taken in."""

from collections import Counter
from collections.abc import Callable
from enum import StrEnum, auto

from django.utils.translation import ngettext


class Loss(StrEnum):
    INSERTION = auto()
    DELETION = auto()
    COMMENT = auto()
    HIDDEN = auto()
    MARGIN = auto()
    IMAGE = auto()
    CELL = auto()
    FLATTENED = auto()
    STYLE = auto()
    LINK = auto()
    OTHER = auto()


_TOLD: dict[Loss, Callable[[int], str]] = {
    Loss.INSERTION: lambda n: ngettext(
        "%(count)d tracked insertion is part of the text now.",
        "%(count)d tracked insertions are part of the text now.",
        n,
    ),
    Loss.DELETION: lambda n: ngettext(
        "%(count)d tracked deletion is left out.", "%(count)d tracked deletions are left out.", n
    ),
    Loss.COMMENT: lambda n: ngettext(
        "%(count)d comment is left out.", "%(count)d comments are left out.", n
    ),
    Loss.HIDDEN: lambda n: ngettext(
        "%(count)d passage that was hidden can be read here.",
        "%(count)d passages that were hidden can be read here.",
        n,
    ),
    Loss.MARGIN: lambda n: ngettext(
        "%(count)d header or footer of its pages is left out.",
        "%(count)d headers or footers of its pages are left out.",
        n,
    ),
    Loss.IMAGE: lambda n: ngettext(
        "%(count)d picture is left out; its description stands in its place.",
        "%(count)d pictures are left out; their descriptions stand in their places.",
        n,
    ),
    Loss.CELL: lambda n: ngettext(
        "%(count)d merged cell is a cell with empty ones beside it.",
        "%(count)d merged cells are cells with empty ones beside them.",
        n,
    ),
    Loss.FLATTENED: lambda n: ngettext(
        "%(count)d heading, table or quotation inside another block is a paragraph now.",
        "%(count)d headings, tables or quotations inside another block are paragraphs now.",
        n,
    ),
    Loss.STYLE: lambda n: ngettext(
        "%(count)d passage that was underlined, struck through or raised is plain now.",
        "%(count)d passages that were underlined, struck through or raised are plain now.",
        n,
    ),
    Loss.LINK: lambda n: ngettext(
        "%(count)d link that leads nowhere from here is plain text now.",
        "%(count)d links that lead nowhere from here are plain text now.",
        n,
    ),
    Loss.OTHER: lambda n: ngettext(
        "%(count)d line, field or other thing without words is left out.",
        "%(count)d lines, fields or other things without words are left out.",
        n,
    ),
}


def told(losses: Counter[Loss]) -> list[str]:
    """Return a sentence for each kind of loss, in the language of who reads."""
    found = [(losses[loss], say) for loss, say in _TOLD.items() if losses[loss]]
    return [say(count) % {"count": count} for count, say in found]
