"""Fills the form of any page as a careful editor would, whatever its fields and blocks are.

Nothing here knows a page type: what a form asks for is read from the form, so that a new type is
filled without being named.
"""

from typing import Any

from django import forms
from django.http import QueryDict
from wagtail import blocks
from wagtail.blocks.base import BlockField
from wagtail.blocks.field_block import BaseChoiceBlock, ChooserBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html

from tests.forms import inline_formset, list_block, rich_text, streamfield, typed_table

WORDS = "Words that say what is meant"
FORM = "page-edit-form"


def sent_by(response: Any, **changes: Any) -> QueryDict:
    """Return what the browser sends back for the form on a screen, with some fields changed.

    What its scripts would fill in is filled in from the form itself: streams and empty rows.
    """
    data = querydict_from_html(response.content.decode(), form_id=FORM)
    form = response.context["form"]
    streams = {
        name: as_sent(field.block, form[name].value() or field.block.get_default())
        for name, field in form.fields.items()
        if isinstance(field, BlockField)
    }
    data.update(nested_form_data(streams | changes))
    return data


def filled(response: Any, **changes: Any) -> QueryDict:
    """Return the form on a screen with everything said that can be said."""
    form = response.context["form"]
    said: dict[str, Any] = {}
    for name, field in form.fields.items():
        if isinstance(field, BlockField):
            said[name] = block_value(field.block)
        elif (value := field_value(field)) is not None:
            said[name] = value
    for name, formset in form.formsets.items():
        if name != "comments":
            row = {key: field_value(each) for key, each in formset.empty_form.fields.items()}
            said[name] = inline_formset([{k: v for k, v in row.items() if v is not None}])
    data = querydict_from_html(response.content.decode(), form_id=FORM)
    for key, value in nested_form_data(said | changes).items():
        if isinstance(value, frozenset):
            data.setlist(key, list(value))
        else:
            data[key] = value
    return data


def field_value(field: forms.Field) -> Any:
    """Return something a field accepts; None leaves the field as the screen has it."""
    match field:
        case forms.ModelMultipleChoiceField(queryset=choices) if choices is not None:
            return frozenset(str(each.pk) for each in choices[:2])
        case forms.ModelChoiceField(queryset=choices):
            return getattr(newest(choices), "pk", "")
        case forms.CharField() if type(field) is forms.CharField:
            return WORDS[: field.max_length] if field.max_length else WORDS
        case forms.IntegerField() if field.required or field.min_value is not None:
            return field.min_value or 2026
        case forms.DateField() if not isinstance(field, forms.DateTimeField):
            return "2026-03-01"
    return None


def newest(queryset: Any) -> Any:
    """Return the last made: for a chooser of any page, something deeper than the root."""
    return queryset.order_by("pk").last()


def block_value(block: blocks.Block) -> Any:
    """Return what a form sends for a block that holds one of all it can."""
    match block:
        case blocks.StreamBlock():
            return streamfield(
                [(name, block_value(child)) for name, child in block.child_blocks.items()]
            )
        case ImageBlock():
            image = block_value(block.child_blocks["image"])
            return {"image": image, "decorative": "", "alt_text": WORDS}
        case blocks.StructBlock():
            return {name: block_value(child) for name, child in block.child_blocks.items()}
        case blocks.ListBlock():
            return list_block([block_value(block.child_block)])
        case blocks.RichTextBlock():
            return rich_text(f"<p>{WORDS}.</p>")
        case TypedTableBlock():
            cell = block_value(block.child_blocks["text"])
            return typed_table(WORDS, [("text", WORDS)], [[cell]])
        case blocks.PageChooserBlock():
            models = tuple(block.target_models) or (Page,)
            return newest(models[0].objects.filter(depth__gt=1)).pk
        case ChooserBlock():
            return newest(block.model_class.objects.all()).pk
        case BaseChoiceBlock():
            return block.get_default() or ""
        case blocks.DateBlock():
            return "2026-03-01"
        case blocks.DecimalBlock() | blocks.IntegerBlock():
            return "7"
        case blocks.BooleanBlock():
            return ""
        case blocks.URLBlock():
            return "https://example.org/" if block.required else ""
        case blocks.RegexBlock():
            return ""
        case blocks.CharBlock() | blocks.TextBlock():
            limit = block.field.max_length
            return WORDS[:limit] if limit else WORDS
    raise NotImplementedError(f"A block nobody has filled before: {type(block).__name__}.")


def as_sent(block: blocks.Block, value: Any) -> Any:
    """Return what a form sends for a block that already holds a value."""
    match block:
        case blocks.StreamBlock():
            rows = [(row.block_type, as_sent(row.block, row.value)) for row in value]
            sent = streamfield(rows)
            for place, row in enumerate(value):
                sent[str(place)]["id"] = row.id or ""
            return sent
        case ImageBlock():
            value = block._image_to_struct_value(value)
            return {
                "image": getattr(value["image"], "pk", "") or "",
                "decorative": "on" if value["decorative"] else "",
                "alt_text": value["alt_text"] or "",
            }
        case blocks.StructBlock():
            return {name: as_sent(child, value[name]) for name, child in block.child_blocks.items()}
        case blocks.ListBlock():
            return list_block([as_sent(block.child_block, each) for each in value])
        case blocks.RichTextBlock():
            return rich_text(value.source)
        case TypedTableBlock():
            columns = [(each["block"].name, each["heading"]) for each in value.columns]
            cells = [[as_sent(cell.block, cell.value) for cell in line] for line in value.rows]
            return typed_table(value.caption, columns, cells)
        case blocks.BooleanBlock():
            return "on" if value else ""
        case ChooserBlock():
            return getattr(value, "pk", "") or ""
    return "" if value is None else str(value)
