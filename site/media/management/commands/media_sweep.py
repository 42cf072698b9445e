"""Tells which files are missing and which nobody needs, and removes those when asked to."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from media.sweep import MostlyUnknown, look, repair


class Command(BaseCommand):
    help = (
        "Compare images and documents with the files there are. Fails when a file is missing: "
        "bring it back from a backup. The worker repairs each day by itself."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--repair",
            action="store_true",
            help="remove what nothing names and is older than a day",
        )
        parser.add_argument(
            "--even-most",
            action="store_true",
            help="remove it even where that is most of what is there",
        )

    def handle(self, *args: object, **options: Any) -> None:
        found = look()
        for missing in found.missing:
            self.stderr.write(f"missing: {missing.model} {missing.pk}: {missing.name}")
        for alias, name in found.strays:
            self.stdout.write(f"no row: {alias} {name}")
        for upload in found.leftovers:
            self.stdout.write(f"never finished: upload {upload.pk}")
        if options["repair"]:
            try:
                repair(found, even_most=options["even_most"])
            except MostlyUnknown as error:
                raise CommandError(
                    "Most files have no row, so nothing was removed. "
                    "If this is the right database, say --repair --even-most."
                ) from error
        if found.missing:
            raise CommandError(f"{len(found.missing)} files are missing.")
