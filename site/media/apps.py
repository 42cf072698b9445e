from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "media"
    verbose_name = _("Images and documents")

    def ready(self) -> None:
        from media import signal_handlers  # noqa: F401 (connects)
