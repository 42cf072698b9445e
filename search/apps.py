from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        # They register: what happens to pages, what is told of it, what is done each day.
        from search import effects, housekeeping, signal_handlers  # noqa: F401
