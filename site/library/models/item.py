"""What everything in the library has: a day, topics and regions."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel

from core.models.base import DatedPage


class LibraryItem(DatedPage):
    topics = ParentalManyToManyField("core.Topic", verbose_name=_("topics"), blank=True)
    regions = ParentalManyToManyField("core.Region", verbose_name=_("regions"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["library.LibraryIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    taxonomy_panel = MultiFieldPanel(
        [FieldPanel("topics"), FieldPanel("regions")], heading=_("Topics and regions")
    )

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            # Chosen in one language, shown in the page's own.
            "topics": self.topics.all().in_locale(self.locale),
            "regions": self.regions.all().in_locale(self.locale),
        }


