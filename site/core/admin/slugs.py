"""The field of a slug in the admin: what is typed is written by the one rule, as it is typed."""

import json
from collections import defaultdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.widgets import SlugInput as WagtailSlugInput

from core.slugs import check_slug
from web.slugs import folded, slug_of

# Latin-1 to Extended-B, then the letters of Vietnamese and others.
LATIN = [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]


class SlugInput(WagtailSlugInput):
    """Has Wagtail's script write what `slug_of` would."""

    def __init__(self, attrs: dict[str, Any] | None = None, **kwargs: Any) -> None:
        # Given as they are to JavaScript, whose expressions know the kinds of Unicode.
        formatters = json.dumps(_formatters(), ensure_ascii=False, separators=(",", ":"))
        rule = {"data-w-slug-formatters-value": formatters}
        super().__init__(attrs=rule | (attrs or {}), **kwargs)


class SlugField(forms.SlugField):
    widget = SlugInput

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value) or ""
        slug = slug_of(typed)
        if typed and not slug:
            raise ValidationError(_("Write at least one letter or digit."), code="invalid")
        return slug


class CopyPageForm(CopyForm):
    """Asks for the address of a copy what the form of any page asks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stock = self.fields["new_slug"]
        self.fields["new_slug"] = SlugField(
            initial=stock.initial, label=stock.label, allow_unicode=True, max_length=255
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        parent = cleaned.get("new_parent_page") or self.page.get_parent()
        if slug := cleaned.get("new_slug"):
            try:
                check_slug(slug, parent)
            except ValidationError as error:
                self.add_error("new_slug", error)
        return cleaned


def register() -> None:
    register_form_field_override(
        models.SlugField, override={"form_class": SlugField, "widget": SlugInput}
    )


def _formatters() -> list[tuple[tuple[str, str], str]]:
    """Return what is replaced by what, in this order: an expression, its flags, the words."""
    letters: defaultdict[str, str] = defaultdict(str)
    for code in LATIN:
        if (plain := folded(chr(code))) != chr(code):
            letters[plain] += chr(code)
    return [
        *(((f"[{found}]", "gu"), plain) for plain, found in letters.items()),
        (("\\p{M}+", "gu"), ""),
        (("[^\\p{L}\\p{N}_]+", "gu"), "-"),
        (("^-+|-+$", "gu"), ""),
    ]
