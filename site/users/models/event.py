"""What is remembered of the door: who, by a name only this site can make, and what.

No address, no browser, no text: nothing that says more of a person than that they were here.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SecurityEvent(models.Model):
    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    kind = models.CharField(_("what"), max_length=60)
    # Pseudonyms: see `users.audit`. `by` is empty where they did it themselves, or a machine did.
    who = models.CharField(_("who"), max_length=16, blank=True, db_index=True)
    by = models.CharField(_("by whom"), max_length=16, blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)

    class Meta:
        verbose_name = _("security event")
        verbose_name_plural = _("security events")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.who}"
