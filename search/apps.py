from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        # They register: what follows from a change, what is done each day.
        from search import effects, housekeeping, misses  # noqa: F401
        from search.spaces import effects as of_spaces  # noqa: F401
