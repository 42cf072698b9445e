"""A version that was handed to the editors, and the page it became."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from coalitions.models.base import Keyed
from coalitions.models.membership import Membership
from coalitions.models.version import Version


class Handover(Keyed):
    version = models.ForeignKey(
        Version, on_delete=models.CASCADE, related_name="handovers", editable=False
    )
    # Editors may delete it; then there is none.
    page = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    note = models.TextField(
        _("a word to the editors"),
        max_length=1000,
        blank=True,
        help_text=_("They read it, and nobody else: until when to wait, whom to ask."),
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        ordering = ("-at", "pk")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
