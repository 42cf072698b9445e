"""What happened in a campaign, on a day."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel

from core.models.base import DatedPage
from core.needs import Need


class CampaignUpdatePage(DatedPage):
    needs = (
        *DatedPage.needs,
        Need(("summary", "body"), _("Say what happened: a summary, or a text.")),
    )
    parent_page_types: ClassVar[list[str]] = ["campaigns.CampaignPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar[list[Panel]] = [
        *DatedPage.content_panels,
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("campaign update")
        verbose_name_plural = _("campaign updates")
