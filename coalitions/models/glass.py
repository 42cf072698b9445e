"""An administrator who had to look into a space: for which reason, and how long."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coalitions.models.base import Keyed
from coalitions.models.coalition import Coalition


class BrokenGlass(Keyed):
    """Stays for the members to read, whatever becomes of the administrator."""

    coalition = models.ForeignKey(
        Coalition, on_delete=models.CASCADE, related_name="broken_glass", editable=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.TextField(
        _("reason"),
        max_length=1000,
        help_text=_("All members read it, today and later."),
    )
    at = models.DateTimeField(_("when"), auto_now_add=True)
    until = models.DateTimeField(_("until"), editable=False)

    class Meta:
        verbose_name = _("broken glass")
        verbose_name_plural = _("broken glass")
        ordering = ("-at", "pk")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
