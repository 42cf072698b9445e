"""Prints the code that opens the demonstration now, as an authenticator app would show it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from users.codes import code_of


class Command(BaseCommand):
    help = "Prints the code for signing in to the demonstration; it changes each half minute."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_PEOPLE:
            raise CommandError("Nobody signs in to a demonstration here.")
        self.stdout.write(code_of(settings.DEMO_PEOPLE["editor"]["app"]))
