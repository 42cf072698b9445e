"""What a page must say before it goes up; a draft is free.

Asked at the doors that people use: the form, bulk publishing, approval. Not of a command, whose
writer knows; nor of a translation, which says what its original says (`translation/publishing.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.models import Page

from translation.passages import translation_of


@dataclass(frozen=True)
class Need:
    """One of these fields says something: text, blocks, or rows of its own."""

    fields: tuple[str, ...]
    message: Promise
    # Only where this field says something.
    given: str = ""

    def is_met(self, says: Callable[[str], bool]) -> bool:
        return any(map(says, self.fields)) or bool(self.given) and not says(self.given)


def ask_in(form: WagtailAdminPageForm, needs: tuple[Need, ...]) -> None:
    """Put an error at the first field of each need that is not met."""

    def says(name: str) -> bool:
        # What is there and wrong has an error of its own.
        if name in form.errors:
            return True
        if name in form.formsets:
            return any(_is_kept(row) for row in form.formsets[name].forms)
        return _is_something(form.cleaned_data.get(name))

    for need in needs:
        if not need.is_met(says):
            name = need.fields[0]
            if name in form.formsets:
                form.formsets[name].non_form_errors().append(str(need.message))
            else:
                form.add_error(name, str(need.message))


def check_needs(page: Page) -> None:
    """Raise ValidationError where a version of a page does not say all that is asked, with why."""
    translation = translation_of(page)
    needs = () if translation and translation.enabled else page.needs
    unmet = [need.message for need in needs if not need.is_met(lambda name: _page_says(page, name))]
    if unmet:
        raise ValidationError(unmet)


def _page_says(page: Page, name: str) -> bool:
    value = getattr(page, name)
    return _is_something(value.all() if hasattr(value, "all") else value)


def _is_something(value: Any) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)


def _is_kept(row: WagtailAdminModelForm) -> bool:
    return not row.is_valid() or bool(row.cleaned_data) and not row.cleaned_data.get("DELETE")
