from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from wagtail.models import Page

        from core import events, housekeeping, slugs  # noqa: F401 (register)
        from core.admin.slugs import register

        register()
        # Wagtail asks this one method at every door through which a page gets an address.
        Page._slug_is_available = staticmethod(slugs.is_available)
