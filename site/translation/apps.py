from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from wagtail_localize import models

        from translation import wording  # noqa: F401 (registers)
        from web.slugs import slug_of

        # Its own keeps nothing but ASCII of the address that a translator gives a page.
        models.slugify = slug_of
