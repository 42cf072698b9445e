import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pyrage
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = (
        "Make a key for sealed backups, on a machine that is not the one backed up: "
        "whoever holds the file reads every backup, and without it nobody does."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="where the private half goes: a new file")

    def handle(self, *args: object, file: Path, **options: Any) -> None:
        identity = pyrage.x25519.Identity.generate()
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        with os.fdopen(descriptor, "w") as out:
            out.write(f"# public key: {identity.to_public()}\n{identity}\n")
        self.stderr.write(f"The private half is in {file}. Set BACKUP_RECIPIENT to the public one:")
        self.stdout.write(str(identity.to_public()))
