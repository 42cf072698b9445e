"""Cleans the files of an older site, and takes them out of the folder that is public."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from media.reclean import clean_again


class Command(BaseCommand):
    help = (
        "Clean the images and documents that an older site kept in its public folder, and move "
        "them into the private store. Run it before the worker: it removes what no row names."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all",
            action="store_true",
            help="clean those in the private store again, too: after the cleaner has learnt more",
        )

    def handle(self, *args: object, **options: Any) -> None:
        refused = 0
        for each in clean_again(everything=options["all"]):
            if each.reason:
                refused += 1
                self.stderr.write(f"refused: {each.model} {each.pk}: {each.name}: {each.reason}")
            else:
                self.stdout.write(f"cleaned: {each.model} {each.pk}: {each.name}")
        if refused:
            raise CommandError(
                f"{refused} files stay as they are: send clean ones in their place, "
                "in the admin, or delete them there."
            )
