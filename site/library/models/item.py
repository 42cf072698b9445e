"""What everything in the library is: a kind, a day, files, topics and regions.

Resources and statements share one table for what a list shows, so that a list asks once whatever
it holds.
"""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel, Panel
from wagtail.search import index

from core.models.base import DatedPage
from core.models.classified import Classified
from core.models.files import FileRow, WithFiles, prefetch_public_files
from core.querysets import PublicQuerySet


class Kind(models.TextChoices):
    GUIDE = "guide", _("Guide")
    BRIEFING = "briefing", _("Briefing")
    REPORT = "report", _("Report")
    TOOL = "tool", _("Tool")
    TRAINING = "training", _("Training")
    SUBMISSION = "submission", _("Submission")
    STATEMENT = "statement", _("Statement")


class LibraryItem(WithFiles, Classified, DatedPage):
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.GUIDE)

    # Editors make resources and statements, never a bare item.
    is_creatable = False
    parent_page_types: ClassVar[list[str]] = ["library.LibraryIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    card_template = "includes/library_card.html"

    files_panel = InlinePanel(
        "files",
        heading=_("Files"),
        label=_("File"),
        help_text=_("The language is the one given with the document."),
    )
    content_panels: ClassVar[list[Panel]] = DatedPage.content_panels

    search_fields = [
        *Classified.search_fields,
        index.FilterField("date"),
        index.RelatedFields("files", [index.SearchField("description")]),
    ]

    class Meta:
        verbose_name = _("library item")
        verbose_name_plural = _("library items")
        indexes = [models.Index(fields=["-date"], name="library_item_date")]

    @property
    def kind_label(self) -> str:
        return str(self.get_kind_display())

    @classmethod
    def in_lists(cls, pages: PublicQuerySet) -> PublicQuerySet:
        return super().in_lists(pages).prefetch_related(prefetch_public_files(ItemFile))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | self.shown_terms()


class ItemFile(FileRow):
    page = ParentalKey(LibraryItem, on_delete=models.CASCADE, related_name="files")
