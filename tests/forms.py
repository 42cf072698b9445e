"""Fills the forms of the admin as an editor's browser does."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

__all__ = ["Editing", "inline_formset", "list_block", "rich_text", "streamfield"]


def list_block(values: list[Any]) -> dict[str, Any]:
    """Return what the form of a list block sends for its values."""
    rows = {
        str(place): {"deleted": "", "order": str(place), "id": "", "value": value}
        for place, value in enumerate(values)
    }
    return {"count": str(len(values))} | rows


def typed_table(
    caption: str, columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[Any]]
) -> dict[str, Any]:
    """Return what the form of a table sends: its columns by type and heading, then its cells."""
    sent = {
        "caption": caption,
        "column-count": str(len(columns)),
        "row-count": str(len(rows)),
    }
    for place, (kind, heading) in enumerate(columns):
        about = {"type": kind, "order": str(place), "heading": heading, "deleted": ""}
        sent |= {f"column-{place}-{name}": said for name, said in about.items()}
    for place, row in enumerate(rows):
        sent |= {f"row-{place}-order": str(place), f"row-{place}-deleted": ""}
        sent |= {f"cell-{place}-{column}": cell for column, cell in enumerate(row)}
    return sent


class Editing:
    """An editor at the form of a new page of `model` below `parent`."""

    def __init__(self, client: Any, model: type[Page], parent: Page) -> None:
        self.client = client
        self.model = model
        self.parent = parent
        self.url = reverse(
            "wagtailadmin_pages:add",
            args=[model._meta.app_label, model._meta.model_name, parent.pk],
        )

    def post(self, action: str = "", **fields: Any) -> Any:
        """Send the form; `action` is “publish”, “submit”, or nothing to save a draft."""
        sent = {"title": "A page", "slug": "a-page", "comments": inline_formset([])} | fields
        data = nested_form_data(sent)
        if action:
            data[f"action-{action}"] = "1"
        return self.client.post(self.url, data)

    def publish(self, **fields: Any) -> Any:
        return self.post("publish", **fields)

    def errors(self, response: Any) -> dict[str, list[str]]:
        """Return what the form says is wrong, at which field."""
        return response.context["form"].errors

    def made(self) -> Page:
        return self.model.objects.get(slug="a-page")
