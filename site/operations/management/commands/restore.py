from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from operations.backup.errors import BackupError
from operations.backup.restoring import restore
from operations.backup.seal import identities


class Command(BaseCommand):
    help = (
        "Make an empty installation what a backup says. Stop the web server and the worker first."
    )
    # It may have no tables yet.
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the backup")
        parser.add_argument(
            "--identity",
            type=Path,
            metavar="FILE",
            help="the file of the private key that opens a sealed backup",
        )

    def handle(self, *args: object, folder: Path, identity: Path | None, **options: Any) -> None:
        try:
            keys = identities(identity) if identity else []
            restored = restore(source=folder, keys=keys)
        except BackupError as error:
            raise CommandError(str(error)) from error
        manifest = restored.manifest
        self.stdout.write(
            f"The backup of {manifest.made_at:%Y-%m-%d %H:%M} UTC is restored: "
            f"{sum(manifest.tables.values())} rows of {len(manifest.tables)} tables "
            f"and {len(manifest.files)} files, compared with it."
        )
        for difference in restored.differences:
            self.stderr.write(self.style.ERROR(difference))
        call_command("update_index", verbosity=0)
        call_command("search_rebuild", stdout=self.stdout)
        self.stdout.write(
            "Start the worker: it makes the renditions. Mails that waited are parked, in case they "
            "were sent since: send or forget them under Reports. Everybody signs in anew."
        )
        if restored.differences:
            raise CommandError("The installation differs from the backup, see above.")
