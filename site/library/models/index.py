"""The library: resources and statements, newest first, narrowed by kind and topic."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page

from core.models import IndexPage, Topic
from library.models.item import Kind, LibraryItem


class LibraryIndexPage(IndexPage):
    subpage_types: ClassVar[list[str]] = ["library.ResourcePage", "library.StatementPage"]
    highlights_template = "library/includes/highlights.html"

    content_panels: ClassVar[list[Panel]] = [*IndexPage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("library")
        verbose_name_plural = _("libraries")

    def get_items(self, request: HttpRequest | None = None) -> models.QuerySet[Page]:
        """Return the public items, newest first; `kind` and `topic` of the address narrow them.

        An unknown kind or topic keeps nothing: an address says what it shows.
        """
        children = LibraryItem.objects.children_in_any_language(self)
        items = LibraryItem.in_lists(children.listed_in(self.locale_id))
        choices = request.GET if request else {}
        # Nothing is called that, and PostgreSQL breaks down when it is asked.
        if "\0" in choices.get("kind", "") + choices.get("topic", ""):
            return items.none()
        if kind := choices.get("kind"):
            items = items.filter(kind=kind)
        if topic := choices.get("topic"):
            items = items.filter(topics__slug=topic)
        return items

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        kind, topic = request.GET.get("kind", ""), request.GET.get("topic", "")
        return context | {
            "kinds": Kind.choices,
            "topics": Topic.objects.named(self.locale.language_code),
            "chosen_kind": kind,
            "chosen_topic": topic,
            "is_narrowed": bool(kind or topic),
        }
