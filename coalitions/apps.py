from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoalitionsConfig(AppConfig):
    name = "coalitions"
    verbose_name = _("Spaces")

    def ready(self) -> None:
        # They register what they follow, what they know of a person, what they do by the clock.
        from coalitions import housekeeping, letters, news, personal, signal_handlers  # noqa: F401
