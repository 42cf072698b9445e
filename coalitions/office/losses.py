"""What a file has that a draft cannot hold: counted, and told before the text is taken in."""

from collections import Counter
from enum import StrEnum, auto
from typing import Any

from django.utils.translation import ngettext_lazy


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


_TOLD: dict[Loss, Any] = {
    Loss.INSERTION: ngettext_lazy(
        "%(count)d tracked insertion is part of the text now.",
        "%(count)d tracked insertions are part of the text now.",
        "count",
    ),
    Loss.DELETION: ngettext_lazy(
        "%(count)d tracked deletion is left out.",
        "%(count)d tracked deletions are left out.",
        "count",
    ),
    Loss.COMMENT: ngettext_lazy(
        "%(count)d comment is left out.", "%(count)d comments are left out.", "count"
    ),
    Loss.HIDDEN: ngettext_lazy(
        "%(count)d passage that was hidden can be read here.",
        "%(count)d passages that were hidden can be read here.",
        "count",
    ),
    Loss.MARGIN: ngettext_lazy(
        "%(count)d header or footer of its pages is left out.",
        "%(count)d headers or footers of its pages are left out.",
        "count",
    ),
    Loss.IMAGE: ngettext_lazy(
        "%(count)d picture is left out; its description stands in its place.",
        "%(count)d pictures are left out; their descriptions stand in their places.",
        "count",
    ),
    Loss.CELL: ngettext_lazy(
        "%(count)d merged cell is a cell with empty ones beside it.",
        "%(count)d merged cells are cells with empty ones beside them.",
        "count",
    ),
    Loss.FLATTENED: ngettext_lazy(
        "%(count)d heading, table or quotation inside another block is a paragraph now.",
        "%(count)d headings, tables or quotations inside another block are paragraphs now.",
        "count",
    ),
    Loss.STYLE: ngettext_lazy(
        "%(count)d passage that was underlined, struck through or raised is plain now.",
        "%(count)d passages that were underlined, struck through or raised are plain now.",
        "count",
    ),
    Loss.LINK: ngettext_lazy(
        "%(count)d link that leads nowhere from here is plain text now.",
        "%(count)d links that lead nowhere from here are plain text now.",
        "count",
    ),
    Loss.OTHER: ngettext_lazy(
        "%(count)d line, field or other thing without words is left out.",
        "%(count)d lines, fields or other things without words are left out.",
        "count",
    ),
}


def told(losses: Counter[Loss]) -> list[str]:
    """Return a sentence for each kind of loss, in the language of who reads."""
    return [sentence % {"count": losses[loss]} for loss, sentence in _TOLD.items() if losses[loss]]
