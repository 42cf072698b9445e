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
        if settings.DEMO_PEOPLE:
            editor, member = (settings.DEMO_PEOPLE[each] for each in ("editor", "member"))
            self.stdout.write(
                f"Sign in at /admin/ as {editor['email']}, or at /en/spaces/ as {member['email']}, "
                f"with the password “{editor['password']}” and the code that `make code` prints."
            )
