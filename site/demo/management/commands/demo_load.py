from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.loader import SiteHasContent, load


class Command(BaseCommand):
    help = "Loads the demonstration content into an empty site, once; again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            is_new = load()
        except SiteHasContent as error:
            raise CommandError(
                "This site has pages of its own. Load the demonstration into an empty database."
            ) from error
        told = "The demonstration is loaded." if is_new else "The demonstration was there already."
        self.stdout.write(self.style.SUCCESS(told))
        if settings.DEMO_EDITOR:
            self.stdout.write(
                "Sign in at /admin/ as {email} with the password “{password}”, "
                "and the code that `make code` prints.".format(**settings.DEMO_EDITOR)
            )
