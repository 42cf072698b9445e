"""The notes of a text: its words refer to them by links to “#note-1”, “#note-2” and so on."""

import re
from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError, StreamValue

REFERENCE = re.compile(r"#note-([1-9][0-9]{0,3})")


class NotesBlock(blocks.StructBlock):
    notes = blocks.ListBlock(
        blocks.RichTextBlock(label=_("Note"), features=["bold", "italic", "link"]),
        label=_("Notes"),
        min_num=1,
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context)
        page = context.get("page")
        return context | {"referred": references(page.body) if page else {}}

    class Meta:
        icon = "list-ol"
        label = _("Notes")
        template = "blocks/notes_block.html"
        help_text = _("In the text, a link to the anchor note-1 leads to the first of them.")


def references(body: StreamValue) -> Counter[int]:
    """Return how often each note, counted from one, is referred to in a body."""
    links = re.findall(rf'href="{REFERENCE.pattern}"', str(body.get_prep_value()))
    return Counter(map(int, links))


def check_references(body: StreamValue) -> None:
    """Raise StreamBlockValidationError where a reference leads nowhere, or is not the only one."""
    number = sum(len(block.value["notes"]) for block in body if block.block_type == "notes")
    for note, times in sorted(references(body).items()):
        if note > number:
            message = _("The text refers to note %(note)s, which is not among the notes.")
        elif times > 1:
            message = _("The text refers to note %(note)s more than once: repeat the note.")
        else:
            continue
        error = ValidationError(message, params={"note": note})
        raise StreamBlockValidationError(non_block_errors=[error])
