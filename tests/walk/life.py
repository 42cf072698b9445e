"""The life of one page: its screens, and what people do to it through them."""

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.walk.filling import filled, sent_by

JSON = {"accept": "application/json"}
NEW = {"title": "A heron by the water", "slug": "a-heron"}


@dataclass
class Person:
    """Somebody signed in. An answer of the server's own failure stops the test where it happens."""

    name: str
    client: Client

    def get(self, url: str) -> Any:
        return self.client.get(url)

    def post(self, url: str, data: Any = None, **more: Any) -> Any:
        return self.client.post(url, data or {}, **more)


@dataclass
class Life:
    """A page from its first word on; `person` is who works on it now."""

    model: type[Page]
    parent: Page
    person: Person
    pk: int = 0

    def with_(self, person: Person) -> "Life":
        return Life(self.model, self.parent, person, self.pk)

    @property
    def page(self) -> Any:
        return self.model.objects.get(pk=self.pk)

    def url(self, name: str, *more: object) -> str:
        return reverse(f"wagtailadmin_pages:{name}", args=[self.pk, *more])

    @property
    def add_url(self) -> str:
        return self._of_type("add")

    @property
    def preview_of_new_url(self) -> str:
        return self._of_type("preview_on_add")

    def _of_type(self, name: str) -> str:
        label, kind = self.model._meta.app_label, self.model._meta.model_name
        return reverse(f"wagtailadmin_pages:{name}", args=[label, kind, self.parent.pk])

    # What people do

    def begin(self, **said: Any) -> None:
        """Open the form of a new page and type a title: the first autosave makes the page."""
        form = self.person.get(self.add_url)
        assert form.status_code == 200
        answer = self.person.post(self.add_url, sent_by(form, **said), headers=JSON)
        assert answer.status_code == 200, answer.content
        self.pk = json.loads(answer.content)["pk"]

    def autosave(self, *, overwrites: Any = None, **said: Any) -> Any:
        """Type on: the same form is saved by itself again."""
        form = self.person.get(self.url("edit"))
        data = sent_by(form, **said)
        if overwrites:
            data["overwrite_revision_id"] = overwrites
        answer = self.person.post(self.url("edit"), data, headers=JSON)
        assert answer.status_code == 200, answer.content
        return json.loads(answer.content)

    def fill(self, **said: Any) -> None:
        """Say everything the form can hold, and save it as a draft."""
        self.send(filled(self.person.get(self.url("edit")), **said))

    def do(self, action: str, **said: Any) -> None:
        """Press a button of the form: publish, submit, or a workflow's."""
        data = sent_by(self.person.get(self.url("edit")), **said)
        data[f"action-{action}"] = "1"
        self.send(data)

    def send(self, data: Any) -> None:
        answer = self.person.post(self.url("edit"), data)
        assert answer.status_code == 302, errors(answer)

    # What people see

    def preview(self, data: Any, url: str) -> Any:
        said = self.person.post(url, data).json()
        assert said == {"is_valid": True, "is_available": True}
        shown = self.person.get(f"{url}?in_preview_panel=true")
        assert shown.status_code == 200
        assert "preview_error" not in str(getattr(shown, "template_name", ""))
        # The checks of the editor run in there, on what is written.
        assert b"<wagtail-userbar>" in shown.content
        assert b'"include": ["#main"]' in shown.content
        return shown

    def screens(self) -> list[str]:
        """Return the addresses of every screen that shows this page in its present state."""
        revisions = list(self.page.revisions.order_by("pk").values_list("pk", flat=True))
        ends = dict.fromkeys((revisions[0], revisions[-1]))
        return [
            self.url("edit"),
            self.url("view_draft"),
            self.url("history"),
            self.url("usage"),
            self.url("workflow_history"),
            *(self.url("revisions_view", key) for key in ends),
            *(self.url("revisions_revert", key) for key in ends),
            self.url("revisions_compare", "earliest", "latest"),
            *([self.url("revisions_compare", "live", "latest")] if self.page.live else []),
            reverse("wagtailadmin_explore", args=[self.parent.pk]),
        ]

    def look(self) -> None:
        """Open every screen, and the preview of what the form holds."""
        for screen in self.screens():
            assert self.person.get(screen).status_code == 200, screen
        form = self.person.get(self.url("edit"))
        self.preview(sent_by(form), self.url("preview_on_edit"))


def errors(response: Any) -> Any:
    """Return what a form that came back says is wrong."""
    form = response.context and response.context.get("form")
    if form is None:
        return response.status_code
    rows = {name: formset.errors for name, formset in form.formsets.items()}
    return {"fields": form.errors, "rows": rows}
