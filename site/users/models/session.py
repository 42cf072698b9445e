"""The sessions of people, in a list of their own: no address, no browser, no exact time.

A session knows whose it is, so that somebody who lost a telephone ends it elsewhere, and a removed
account ends everywhere. What a session holds is Django's business.
"""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

# Under this name a session keeps when it was last used, in whole seconds.
SEEN = "seen"


class Session(AbstractBaseSession):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        editable=False,
        on_delete=models.CASCADE,
        related_name="sessions",
    )
    begun_on = models.DateField(_("begun on"), auto_now_add=True)
    seen_at = models.DateTimeField(_("last used"), null=True, editable=False)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    @classmethod
    def get_session_store_class(cls) -> type:
        from users.sessions import SessionStore

        return SessionStore

    def save(self, *args: Any, **kwargs: Any) -> None:
        # The day it began stays as it is written.
        if kwargs.get("force_update"):
            kwargs["update_fields"] = ["session_data", "expire_date", "user", "seen_at"]
        super().save(*args, **kwargs)

    def describe(self, data: dict[str, Any]) -> None:
        """Say on the row what the session is about."""
        self.user_id = data.get(SESSION_KEY)
        seen = data.get(SEEN)
        self.seen_at = datetime.fromtimestamp(seen, UTC) if seen else None
