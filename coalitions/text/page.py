"""The words of a page of the site as a text: what its editors wrote, in the order of their form.

Pictures, files and other pages stay behind: they are seen on the page itself, where it is asked who
may see them.
"""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.text import capfirst
from prosemirror.model import Node
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, PanelGroup
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from coalitions.text import rich
from coalitions.text.making import EMPTY_PARAGRAPH, Json, node, quotation
from coalitions.text.reading import read
from core.blocks import HeadingBlock, QuoteBlock

# What stands on a page without a name over it.
_UNNAMED = {"summary", "body"}


def document_of(page: Page) -> Node:
    """Return the words of a page, as it is in memory. Raises InvalidText for too many."""
    with translation.override(page.locale.language_code):
        content = list(_fields(page, type(page).content_panels))
    return read({"type": "doc", "content": content or [EMPTY_PARAGRAPH]})


def _fields(row: models.Model, panels: Any, *, named: bool = True) -> Iterator[Json]:
    for panel in panels:
        if isinstance(panel, InlinePanel):
            rows = getattr(row, panel.relation_name).all()
            # One name over all of them.
            said = [part for each in rows for part in _fields(each, type(each).panels, named=False)]
            yield from _under(panel.heading, said)
        elif isinstance(panel, PanelGroup):
            yield from _fields(row, panel.children, named=named)
        elif isinstance(panel, FieldPanel) and panel.field_name != "title":
            field: Any = row._meta.get_field(panel.field_name)
            said = _field(field, field.value_from_object(row))
            is_named = named and field.name not in _UNNAMED
            yield from _under(field.verbose_name, said) if is_named else said


def _field(field: Any, value: Any) -> list[Json]:
    match field:
        case StreamField():
            return list(_block(value.stream_block, value))
        case RichTextField():
            return rich.blocks(value)
        case models.CharField(choices=None) | models.TextField(choices=None):
            return _plain(value)
    return []


def _under(name: Any, said: list[Json]) -> list[Json]:
    """Return blocks below what the form calls them; nothing, for none."""
    return [node("heading", rich.text(capfirst(str(name))), level=3), *said] if said else []


def _block(block: blocks.Block, value: Any) -> Iterator[Json]:
    match block:
        case HeadingBlock():
            yield from (node("heading", part["content"], level=2) for part in _plain(value))
        case QuoteBlock():
            yield quotation(_plain(f"{value['text']}\n{value['attribution']}"))
        case blocks.RichTextBlock():
            yield from rich.blocks(value.source)
        case BaseTypedTableBlock():
            yield from _table(value)
        case blocks.StreamBlock():
            for child in value:
                yield from _block(child.block, child.value)
        case blocks.ListBlock():
            for each in value:
                yield from _block(block.child_block, each)
        # A picture is one too, whose value is the picture.
        case blocks.StructBlock() if isinstance(value, blocks.StructValue):
            for name, child in block.child_blocks.items():
                yield from _block(child, value[name])
        case blocks.CharBlock() | blocks.TextBlock() | blocks.RegexBlock() | blocks.URLBlock():
            yield from _plain(value)


def _table(table: Any) -> Iterator[Json]:
    headings = [rich.text(column["heading"]) for column in table.columns]
    rows = [("table_cell", [rich.line(cell.value.source) for cell in row]) for row in table.rows]
    if any(headings):
        rows.insert(0, ("table_header", headings))
    yield from _plain(table.caption)
    if rows:
        content = [node("table_row", [node(kind, cell) for cell in row]) for kind, row in rows]
        yield node("table", content)


def _plain(value: str | None) -> list[Json]:
    lines = (" ".join(line.split()) for line in (value or "").splitlines())
    return [node("paragraph", content) for line in lines if (content := rich.text(line))]
