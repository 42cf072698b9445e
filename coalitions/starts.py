"""How each kind of draft begins: what such a text usually has, in the language of the draft."""

from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from prosemirror.model import Node

from coalitions.models import DraftKind
from coalitions.text.reading import read

HEADING, LINE, ITEM = "heading", "paragraph", "item"

_FACTS = (HEADING, _("What happened"))
_FACTS_HINT = (LINE, _("The facts, each with its date and its source."))
_ASKS = (HEADING, _("What we ask"))
_ASKS_HINTS = ((ITEM, _("One demand, and who can meet it.")), (ITEM, _("Another demand.")))
_SIGNED = (LINE, _("The undersigned organisations"))

STARTS: dict[str, tuple[tuple[str, str | Promise], ...]] = {
    DraftKind.LETTER: (
        (LINE, _("Place, date")),
        (LINE, _("Dear …,")),
        (LINE, _("We write to you because …")),
        _FACTS,
        _FACTS_HINT,
        _ASKS,
        *_ASKS_HINTS,
        (LINE, _("Yours sincerely,")),
        _SIGNED,
    ),
    DraftKind.OPEN_LETTER: (
        (LINE, _("To whom it is addressed, and to everybody who reads it:")),
        (LINE, _("One sentence that can be quoted.")),
        _FACTS,
        _FACTS_HINT,
        _ASKS,
        *_ASKS_HINTS,
        _SIGNED,
    ),
    DraftKind.ORAL_STATEMENT: (
        (LINE, _("Thank you, Chair.")),
        (LINE, _("I speak for …")),
        (LINE, _("What happened, in two sentences.")),
        (LINE, _("What we ask, in one.")),
        (LINE, _("Thank you.")),
    ),
    DraftKind.WRITTEN_STATEMENT: (
        (HEADING, _("Summary")),
        (LINE, _("In three sentences, for whoever reads no further.")),
        _FACTS,
        _FACTS_HINT,
        (HEADING, _("The law")),
        (LINE, _("Which obligations this breaks.")),
        _ASKS,
        *_ASKS_HINTS,
    ),
    DraftKind.BRIEFING: (
        (HEADING, _("In short")),
        (ITEM, _("What one must know.")),
        (ITEM, _("What one can do.")),
        (HEADING, _("Background")),
        _FACTS_HINT,
        (HEADING, _("Questions one will be asked")),
        (LINE, _("Each with an answer of two sentences.")),
    ),
    DraftKind.SUBMISSION: (
        (HEADING, _("Who we are")),
        (LINE, _("The organisations that submit this, and what they know of it.")),
        _FACTS,
        _FACTS_HINT,
        (HEADING, _("How it compares with what was recommended")),
        (LINE, _("One paragraph for each recommendation.")),
        _ASKS,
        *_ASKS_HINTS,
    ),
}


def start_of(kind: str, language: str) -> Node:
    """Return the text with which a draft of this kind begins."""
    content: list[dict[str, Any]] = []
    with translation.override(language):
        for where, words in STARTS[kind]:
            line = [{"type": "text", "text": str(words)}]
            if where == ITEM:
                item = {"type": "list_item", "content": [{"type": LINE, "content": line}]}
                if content and content[-1]["type"] == "bullet_list":
                    content[-1]["content"].append(item)
                else:
                    content.append({"type": "bullet_list", "content": [item]})
            else:
                content.append({"type": where, "content": line})
    return read({"type": "doc", "content": content})
