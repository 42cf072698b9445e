"""A table of a body: a row of headings, and cells of running text."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockValidationError,
)
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter
from wagtail_localize.segments.types import StringSegmentValue


class TableBlock(TypedTableBlock):
    text = blocks.RichTextBlock(
        label=_("Text"), icon="pilcrow", features=["bold", "italic", "link", "document-link"]
    )

    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table_block.html"
        help_text = _("A caption says what it shows. Headings may be left empty.")

    def clean(self, table: TypedTable) -> TypedTable:
        cleaned = super().clean(table)
        if not cleaned.columns or not cleaned.row_data:
            error = ValidationError(_("Give the table a column and a row, or remove it."))
            raise TypedTableBlockValidationError(non_block_errors=[error])
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context)
        return context | {"has_headings": any(each["heading"] for each in value.columns)}

    # Called by wagtail-localize, which knows no tables. A cell has no key of its own: it is known
    # by its row and its column.

    def get_translatable_segments(self, table: TypedTable) -> list[Any]:
        words = {"caption": table.caption} | {
            f"heading-{n}": column["heading"] for n, column in enumerate(table.columns)
        }
        segments = [StringSegmentValue("", said).wrap(path) for path, said in words.items() if said]
        extract = StreamFieldSegmentExtractor(None).handle_block
        for path, block, value in _cells(table):
            segments += [segment.wrap(path) for segment in extract(block, value)]
        return segments

    def restore_translated_segments(self, table: TypedTable, segments: list[Any]) -> TypedTable:
        by_path: dict[str, list[Any]] = {}
        for path, segment in (each.unwrap() for each in segments):
            by_path.setdefault(path, []).append(segment)
        for path, (said, *_rest) in by_path.items():
            if path == "caption":
                table.caption = said.render_text()
            elif path.startswith("heading-"):
                table.columns[int(path.removeprefix("heading-"))]["heading"] = said.render_text()
        write = StreamFieldSegmentsWriter(None, None, None).handle_block
        for path, block, value in _cells(table):
            if path in by_path:
                row, column = map(int, path.split("-")[1:])
                cells = table.row_data[row]["values"]
                cells[column] = write(block, value, by_path[path])
        return table


def _cells(table: TypedTable) -> list[tuple[str, blocks.Block, Any]]:
    """Return each cell with its path, its block and its value."""
    return [
        (f"cell-{row}-{column}", table.columns[column]["block"], value)
        for row, cells in enumerate(table.row_data)
        for column, value in enumerate(cells["values"])
    ]
