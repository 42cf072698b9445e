"""The library: resources and statements, newest first, narrowed by kind, topic and region."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page

from core.models import IndexPage, Topic
from library.models.resource import Kind, ResourceFile
from library.models.statement import StatementPage
from library.querysets import STATEMENT, LibraryItems


class LibraryIndexPage(IndexPage):
    parent_page_types: ClassVar[list[str]] = ["strategy.HomePage"]
    subpage_types: ClassVar[list[str]] = ["library.ResourcePage", "library.StatementPage"]
    highlights_template = "library/includes/highlights.html"

    content_panels: ClassVar[list[Panel]] = [*IndexPage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("library")
        verbose_name_plural = _("libraries")

    def get_items(self, request: HttpRequest | None = None) -> models.QuerySet[Page]:
        """Return the public items, newest first; `kind` and `topic` of the address narrow them.

        Rows carry their resource or statement with them, so that a list asks once whatever it
        holds: see `LibraryItems`.
        """
        items = LibraryItems(Page).children_of(self, files=ResourceFile.objects.all())
        if request is None:
            return items
        return items.narrowed(kind=request.GET.get("kind", ""), topic=request.GET.get("topic", ""))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        kind, topic = request.GET.get("kind", ""), request.GET.get("topic", "")
        return context | {
            "kinds": [*Kind.choices, (STATEMENT, StatementPage._meta.verbose_name)],
            "topics": Topic.objects.filter(locale_id=self.locale_id),
            "chosen_kind": kind,
            "chosen_topic": topic,
            "is_narrowed": bool(kind or topic),
        }
