"""Something made to be used: a guide, a report, a letter to fill in."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.search import index

from core.models.classified import ClassifiedForm
from core.needs import Need
from library.models.item import Kind, LibraryItem


class ResourceForm(ClassifiedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A statement is a page of its own sort.
        self.fields["kind"].choices = [
            choice for choice in Kind.choices if choice[0] != Kind.STATEMENT
        ]


class ResourcePage(LibraryItem):
    authors = models.CharField(
        _("authors"),
        max_length=255,
        blank=True,
        help_text=_("As they want to be named, separated by commas."),
    )

    is_creatable = True
    place_under_topics = 4
    is_in_cards = True
    base_form_class = ResourceForm
    needs = (
        *LibraryItem.needs,
        Need(("files", "body"), _("Add a file, or write the text of the resource.")),
    )

    content_panels: ClassVar[list[Panel]] = [
        *LibraryItem.content_panels,
        FieldPanel("kind"),
        FieldPanel("authors"),
        LibraryItem.files_panel,
        FieldPanel("body"),
        LibraryItem.taxonomy_panel,
    ]
    search_fields = [*LibraryItem.search_fields, index.SearchField("authors")]

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
