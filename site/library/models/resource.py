"""Something made to be used: a guide, a report, a letter to fill in."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.models import Orderable
from wagtail.search import index

from library.models.item import LibraryItem


class Kind(models.TextChoices):
    GUIDE = "guide", _("Guide")
    BRIEFING = "briefing", _("Briefing")
    REPORT = "report", _("Report")
    TOOL = "tool", _("Tool")
    TRAINING = "training", _("Training")
    SUBMISSION = "submission", _("Submission")


class ResourcePage(LibraryItem):
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.GUIDE)
    authors = models.CharField(
        _("authors"),
        max_length=255,
        blank=True,
        help_text=_("As they want to be named, separated by commas."),
    )

    card_template = "includes/resource_card.html"

    content_panels: ClassVar[list[Panel]] = [
        *LibraryItem.content_panels,
        FieldPanel("kind"),
        FieldPanel("authors"),
        InlinePanel(
            "files",
            heading=_("Files"),
            label=_("File"),
            help_text=_("The language is the one given with the document."),
        ),
        FieldPanel("body"),
        LibraryItem.taxonomy_panel,
    ]
    search_fields = [*LibraryItem.search_fields, index.SearchField("authors")]

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    @property
    def documents(self) -> list[Any]:
        return [row.document for row in self.files.all()]


class ResourceFile(Orderable):
    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        "media.Document", verbose_name=_("document"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("document")]
