from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "web"
    verbose_name = _("The site")

    def ready(self) -> None:
        from web import checks  # noqa: F401 (registers)
