"""Writes the search entry of every public page anew."""

from django.core.management.base import BaseCommand

from search.services import rebuild


class Command(BaseCommand):
    help = "Write the search entry of every public page anew."

    def handle(self, *args: object, **options: object) -> None:
        done = 0
        for done, total in rebuild():
            self.stdout.write(f"{done} of {total} pages")
        self.stdout.write(self.style.SUCCESS(f"The search knows {done} pages."))
