from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackgroundConfig(AppConfig):
    name = "background"
    verbose_name = _("Background work")

    def ready(self) -> None:
        # They register: what the outbox delivers, and what is done each day.
        from background import housekeeping, mail  # noqa: F401
