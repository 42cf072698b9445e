"""The section of all campaigns, those to act on first."""

from typing import ClassVar

from django.db import models
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page

from campaigns.models.campaign import CampaignPage
from campaigns.models.status import ORDER
from core.models import IndexPage
from core.querysets import public_pages

BY_STATUS = Case(
    *(When(status=status, then=Value(place)) for place, status in enumerate(ORDER)),
    output_field=IntegerField(),
)


class CampaignIndexPage(IndexPage):
    parent_page_types: ClassVar[list[str]] = ["strategy.HomePage"]
    subpage_types: ClassVar[list[str]] = ["campaigns.CampaignPage"]
    highlights_template = "campaigns/includes/highlights.html"

    content_panels: ClassVar[list[Panel]] = [*IndexPage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("campaign section")
        verbose_name_plural = _("campaign sections")

    def get_items(self, request: HttpRequest | None = None) -> models.QuerySet[Page]:
        return (
            public_pages(CampaignPage)
            .child_of(self)
            .select_related("image")
            .defer("body", "asks")
            .order_by(BY_STATUS, "-started_on", "path")
        )
