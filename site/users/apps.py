from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    name = "users"
    verbose_name = _("People who sign in")

    def ready(self) -> None:
        # They register what they follow, and what they do by the clock.
        from users import audit, factors, personal, signal_handlers  # noqa: F401
