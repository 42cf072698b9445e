"""Carries files between the private store and a backup, each once, however large."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import storages

from operations.backup.contents import FileColumn
from operations.backup.databases import Snapshot
from operations.backup.errors import BackupError
from operations.backup.manifest import FILES, Part, Row, StoredFile
from operations.backup.seal import Meter, seal, unseal


def named_files(snapshot: Snapshot, columns: list[FileColumn]) -> Iterator[tuple[Row, str]]:
    """Yield the rows that have a file, as the snapshot knows them, and what it is called."""
    for column in columns:
        # Of a database that waits for its migrations, the code knows more than there is.
        if column.name in snapshot.columns(column.table):
            for pk, name in snapshot.rows(column.query):
                yield Row(column.model, str(pk)), name


class Taken:
    """The files that a backup has taken from the store so far."""

    def __init__(self, folder: Path, keys: list[Any]) -> None:
        self._folder = folder
        self._keys = keys
        self._parts: dict[str, Part] = {}
        self.files: dict[str, StoredFile] = {}
        self.missing: list[Row] = []
        (folder / FILES).mkdir(mode=0o700)

    def take(self, row: Row, name: str) -> None:
        if name in self.files:
            return
        new = self._folder / FILES / "new"
        try:
            with storages["default"].open(name) as file:
                measured = seal(file, new, self._keys)
        except FileNotFoundError:
            new.unlink(missing_ok=True)
            self.missing.append(row)
            return
        self.files[name] = StoredFile(name, self._keep(new, measured))

    def _keep(self, new: Path, measured: Meter) -> Part:
        known = self._parts.get(measured.sha256)
        if known:
            new.unlink()
            return known
        # A checksum would tell, of a sealed file, that somebody has a file they know.
        called = f"{len(self._parts) + 1:06}" if self._keys else measured.sha256
        part = Part(f"{FILES}/{called}", measured.size, measured.sha256)
        new.rename(self._folder / part.path)
        self._parts[measured.sha256] = part
        return part


def put_back(file: StoredFile, folder: Path, scratch: Path, keys: list[Any]) -> None:
    """Store a file under the name its row knows; one that is there already is left as it is."""
    if storages["default"].exists(file.name):
        if not is_whole(file):
            raise BackupError(
                f"The private store has another file called {file.name}: "
                "remove it there, and run this again."
            )
        return
    copy = scratch / "file"
    with copy.open("w+b") as plain:
        unseal(folder / file.part.path, plain, keys)
        plain.seek(0)
        kept_as = storages["default"].save(file.name, File(plain))
    if kept_as != file.name:
        raise BackupError(f"The private store keeps {file.name} under another name, {kept_as}.")


def is_whole(file: StoredFile) -> bool:
    """Tell whether the store has the file, with the content it had."""
    meter = Meter()
    try:
        with storages["default"].open(file.name) as stored:
            for chunk in stored.chunks():
                meter.write(chunk)
    except FileNotFoundError:
        return False
    return (meter.size, meter.sha256) == (file.part.size, file.part.sha256)
