from typing import Any

from django.core.management.base import BaseCommand

from demo.loader import remove


class Command(BaseCommand):
    help = "Takes the demonstration content away and leaves an empty home page in each language."

    def handle(self, *args: Any, **options: Any) -> None:
        was_there = remove()
        told = "The demonstration is gone." if was_there else "There was no demonstration."
        self.stdout.write(self.style.SUCCESS(told))
