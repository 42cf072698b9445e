"""The section of all campaigns, those to act on first."""

from typing import ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page

from campaigns.models.campaign import CampaignPage
from core.models import IndexPage


class CampaignIndexPage(IndexPage):
    subpage_types: ClassVar[list[str]] = ["campaigns.CampaignPage"]
    highlights_template = "campaigns/includes/highlights.html"

    content_panels: ClassVar[list[Panel]] = [*IndexPage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("campaign section")
        verbose_name_plural = _("campaign sections")

    def get_items(self, request: HttpRequest | None = None) -> models.QuerySet[Page]:
        campaigns = CampaignPage.objects.children_in_any_language(self)
        return CampaignPage.in_lists(campaigns.listed_in(self.locale_id))
