"""What a backup says of itself.

The header alone is always readable: the format, the date, and whether the rest is sealed. The
manifest lists everything else with its checksum, and the header holds the manifest's, so that a
changed byte anywhere is noticed.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.utils import validate_file_name

from operations.backup.errors import BackupError

FORMAT = 1
HEADER = "backup.json"
MANIFEST = "manifest"
DATABASE = "database"
FILES = "files"


@dataclass(frozen=True)
class Part:
    """A file of the backup, and what is in it once it is unsealed."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class StoredFile:
    """A file of the private store. Two of the same content are one part."""

    name: str
    part: Part


@dataclass(frozen=True)
class Row:
    """A row that names a file: “media.document 7”."""

    model: str
    pk: str

    def __str__(self) -> str:
        return f"{self.model} {self.pk}"


@dataclass(frozen=True)
class Manifest:
    made_at: datetime
    engine: str
    migrations: list[str]
    # How many rows each table has.
    tables: dict[str, int]
    database: Part
    files: list[StoredFile]
    # Rows whose file the store did not have.
    missing: list[Row]

    def parts(self) -> Iterator[Part]:
        """Yield every part once."""
        yield self.database
        yield from {file.part.path: file.part for file in self.files}.values()

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), default=datetime.isoformat, indent=1).encode()

    @classmethod
    def from_bytes(cls, said: bytes) -> Self:
        read: dict[str, Any] = json.loads(said)
        manifest = cls(
            made_at=datetime.fromisoformat(read["made_at"]),
            engine=read["engine"],
            migrations=read["migrations"],
            tables=read["tables"],
            database=Part(**read["database"]),
            files=[StoredFile(each["name"], Part(**each["part"])) for each in read["files"]],
            missing=[Row(**each) for each in read["missing"]],
        )
        for name in [
            *(part.path for part in manifest.parts()),
            *(file.name for file in manifest.files),
        ]:
            # Whoever wrote it must not choose where on this machine we read and write.
            validate_file_name(name, allow_relative_path=True)
        return manifest


@dataclass(frozen=True)
class Header:
    format: int
    made_at: datetime
    sealed: bool
    # The checksum of the manifest as it lies there, sealed or not.
    manifest_sha256: str = ""

    @classmethod
    def read(cls, folder: Path) -> Self:
        try:
            said = json.loads((folder / HEADER).read_bytes())
            header = cls(**said | {"made_at": datetime.fromisoformat(said["made_at"])})
        except FileNotFoundError as error:
            raise BackupError(f"{folder} is no backup: it has no {HEADER}.") from error
        except (ValueError, TypeError, KeyError) as error:
            raise BackupError(f"{folder / HEADER} is damaged.") from error
        if header.format != FORMAT:
            raise BackupError(
                f"{folder} has the format {header.format}, and this version reads {FORMAT}: "
                "restore it with the version that made it."
            )
        return header

    def write(self, folder: Path) -> None:
        """Write it last: a folder without a header is no backup."""
        header = replace(self, manifest_sha256=_sha256(folder / MANIFEST))
        (folder / HEADER).write_text(json.dumps(asdict(header), default=datetime.isoformat))

    def manifest_of(self, folder: Path) -> Path:
        """Return where the manifest is. Raises BackupError when it is another."""
        path = folder / MANIFEST
        if not path.is_file() or _sha256(path) != self.manifest_sha256:
            raise BackupError(f"{path} is damaged: use another backup.")
        return path


def read_manifest(said: bytes, header: Header) -> Manifest:
    try:
        manifest = Manifest.from_bytes(said)
    except (ValueError, TypeError, KeyError, SuspiciousFileOperation) as error:
        raise BackupError("The manifest of the backup cannot be read.") from error
    if manifest.made_at != header.made_at:
        raise BackupError(f"{HEADER} is of another backup than the rest.")
    return manifest


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
