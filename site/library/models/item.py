"""What everything in the library is: a kind, a day, files, topics and regions.

Resources and statements share one table for what a list shows, so that a list asks once whatever
it holds.
"""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail.models import Orderable
from wagtail.search import index

from core.models import Region, Topic
from core.models.base import DatedPage
from core.rows import rows_with_documents


class Kind(models.TextChoices):
    GUIDE = "guide", _("Guide")
    BRIEFING = "briefing", _("Briefing")
    REPORT = "report", _("Report")
    TOOL = "tool", _("Tool")
    TRAINING = "training", _("Training")
    SUBMISSION = "submission", _("Submission")
    STATEMENT = "statement", _("Statement")


class LibraryItem(DatedPage):
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.GUIDE)
    topics = ParentalManyToManyField("core.Topic", verbose_name=_("topics"), blank=True)
    regions = ParentalManyToManyField("core.Region", verbose_name=_("regions"), blank=True)

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
    taxonomy_panel = MultiFieldPanel(
        [FieldPanel("topics"), FieldPanel("regions")], heading=_("Topics and regions")
    )
    content_panels: ClassVar[list[Panel]] = DatedPage.content_panels

    search_fields = [
        *DatedPage.search_fields,
        index.RelatedFields("topics", [index.SearchField("name")]),
    ]

    class Meta:
        verbose_name = _("library item")
        verbose_name_plural = _("library items")
        indexes = [models.Index(fields=["-date"], name="library_item_date")]

    @property
    def kind_label(self) -> str:
        return str(self.get_kind_display())

    @cached_property
    def documents(self) -> list[Any]:
        return [row.document for row in rows_with_documents(self.files.all())]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            # Chosen in one language, shown in the page's own.
            "topics": Topic.in_locale(self.topics, self.locale),
            "regions": Region.in_locale(self.regions, self.locale),
        }


class ItemFile(Orderable):
    page = ParentalKey(LibraryItem, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        "media.Document", verbose_name=_("document"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("document")]
