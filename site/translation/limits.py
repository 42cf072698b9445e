"""Whether a translation fits: in its fields, its rows, the blocks of its texts, and its address.

wagtail-localize looks at the length of fields alone.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import CharField, Model, TextField
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page, TranslatableMixin

MISFITS = _("Some passages do not fit. They are marked, and kept as you wrote them.")
# Where a passage is, as wagtail-localize names it, or the beginning of that; and what is wrong.
Errors = dict[str, list[ValidationError]]


def misfits(page: Page) -> Errors:
    """Return what does not fit, by the place of the passage."""
    too_long = {
        place: found
        for place, errors in [*_in_fields(page), *_in_rows(page), *_in_blocks(page)]
        if (found := [each for each in errors if each.code == "max_length"])
    }
    return dict(_in_address(page)) | too_long


def _in_address(page: Page) -> Iterator[tuple[str, list[ValidationError]]]:
    if not page.slug:
        yield "slug", [ValidationError(_("Write at least one letter or digit."))]
    elif not Page._slug_is_available(page.slug, page.get_parent(), page):
        yield "slug", [ValidationError(_("This address is taken. Choose another."))]


def _in_fields(thing: Model, prefix: str = "") -> Iterator[tuple[str, list[ValidationError]]]:
    # Django looks at the length of a TextField in forms alone.
    for field in thing._meta.get_fields():
        if isinstance(field, CharField | TextField) and field.max_length:
            try:
                MaxLengthValidator(field.max_length)(getattr(thing, field.attname) or "")
            except ValidationError as error:
                yield f"{prefix}{field.name}", [error]


def _in_rows(page: Page) -> Iterator[tuple[str, list[ValidationError]]]:
    for relation in get_all_child_relations(page):
        if issubclass(relation.related_model, TranslatableMixin):
            for row in getattr(page, relation.get_accessor_name()).all():
                yield from _in_fields(row, f"{relation.name}.{row.translation_key}.")


def _in_blocks(page: Page) -> Iterator[tuple[str, list[ValidationError]]]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for block in getattr(page, field.name):
                try:
                    block.block.clean(block.value)
                except ValidationError as error:
                    yield f"{field.name}.{block.id}", list(_leaves(error))


def _leaves(error: Any) -> Iterator[ValidationError]:
    """Yield the errors at the ends of a tree of blocks."""
    if not isinstance(error, ValidationError):
        return
    nested = getattr(error, "block_errors", None)
    if nested is None:
        yield from error.error_list
        return
    for each in nested.values() if isinstance(nested, dict) else nested:
        yield from _leaves(each)
