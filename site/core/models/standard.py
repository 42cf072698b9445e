"""A page of text: about us, privacy, contact."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel

from core.models.base import BasePage


class StandardPage(BasePage):
    # Below the home page, and below one another.
    subpage_types: ClassVar[list[str]] = ["core.StandardPage"]

    content_panels: ClassVar[list[Panel]] = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
