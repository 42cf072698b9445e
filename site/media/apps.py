from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "media"
    verbose_name = _("Images and documents")

    def ready(self) -> None:
        # They connect, and register what the worker does.
        from media import reading, signal_handlers, sweep  # noqa: F401
