from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from operations.backup.errors import BackupError
from operations.backup.making import back_up
from operations.backup.seal import recipients

# Enough to find what they have in common.
NAMED = 20


class Command(BaseCommand):
    help = "Write the database and the private files to a new folder, while the site goes on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where to: new or empty")
        parser.add_argument(
            "--recipient",
            action="append",
            dest="recipients",
            metavar="KEY",
            help="seal it to this public key, age1… or ssh-…; may be given again. "
            "Without any, to those of BACKUP_RECIPIENT.",
        )

    def handle(
        self, *args: object, folder: Path, recipients: list[str] | None, **options: Any
    ) -> None:
        try:
            keys = keys_of(recipients)
            manifest = back_up(to=folder, keys=keys)
        except BackupError as error:
            raise CommandError(str(error)) from error
        size = sum(part.size for part in manifest.parts())
        self.stdout.write(
            f"{sum(manifest.tables.values())} rows of {len(manifest.tables)} tables "
            f"and {len(manifest.files)} files, {filesizeformat(size)}, are in {folder}."
        )
        if not keys:
            self.stdout.write(
                self.style.WARNING("It is not sealed: whoever holds it can read it (--recipient).")
            )
        self.stdout.write(
            "SECRET_KEY, .env and the passwords of the services are not in it: keep them elsewhere."
        )
        if manifest.missing:
            named = ", ".join(str(row) for row in manifest.missing[:NAMED])
            more = ", …" if len(manifest.missing) > NAMED else ""
            raise CommandError(
                "The backup is incomplete: the private store lacks the files of "
                f"{len(manifest.missing)} rows: {named}{more}."
            )


def keys_of(given: list[str] | None) -> list[Any]:
    said = given or settings.BACKUP_RECIPIENT.split(",")
    return recipients(text.strip() for text in said if text.strip())
