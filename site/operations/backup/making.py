"""Makes a backup of this installation."""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection
from django.utils import timezone

from operations.backup.contents import emptied_tables, file_columns
from operations.backup.databases import counts, engine
from operations.backup.errors import BackupError, told_in_words
from operations.backup.files import Taken, named_files
from operations.backup.manifest import DATABASE, FORMAT, MANIFEST, Header, Manifest, Part
from operations.backup.records import INCOMPLETE, remember_failure, remember_success
from operations.backup.scratch import scratch_folder, scratch_place
from operations.backup.seal import seal

logger = logging.getLogger(__name__)

MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"


def back_up(*, to: Path, keys: list[Any]) -> Manifest:
    """Write a backup to a folder that is new or empty, sealed to the keys if there are any.

    Rows whose file the store does not have are named in the manifest, and the backup counts as
    incomplete. Raises BackupError; then there is no folder.
    """
    begun_at = timezone.now()
    try:
        with told_in_words(to.absolute().parent, scratch_place()), _whole_or_nothing(to) as folder:
            manifest = _write(folder, keys, begun_at)
    except Exception as error:
        logger.error("The backup failed: %s", error)
        with suppress(DatabaseError):
            remember_failure(type(error).__name__, begun_at=begun_at)
        raise
    if manifest.missing:
        logger.error("The backup is incomplete: %d files are missing", len(manifest.missing))
        remember_failure(INCOMPLETE, begun_at=begun_at)
    else:
        remember_success(begun_at=begun_at, ended_at=timezone.now())
    return manifest


@contextmanager
def _whole_or_nothing(to: Path) -> Iterator[Path]:
    """Give a folder that gets its name when all is in it, and is removed on any failure."""
    target = to.absolute()
    if not target.parent.is_dir():
        raise BackupError(f"{target.parent} is not there: create it, or mount it.")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BackupError(f"{target} is there already. Each backup has a folder of its own.")
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.mkdir(mode=0o700)
    except FileExistsError as error:
        raise BackupError(
            f"{partial} is there: another backup is at it, or one was killed. "
            "If none is running, remove it."
        ) from error
    try:
        yield partial
        partial.rename(target)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def _write(folder: Path, keys: list[Any], made_at: datetime) -> Manifest:
    emptied = emptied_tables()
    with scratch_folder() as scratch, engine().snapshot(scratch, emptied=emptied) as snapshot:
        with snapshot.dump() as dump:
            database = seal(dump, folder / DATABASE, keys)
        tables = dict(counts(snapshot, emptied=emptied))
        migrations = [f"{app}.{name}" for app, name in snapshot.rows(MIGRATIONS)]
        named = list(named_files(snapshot, file_columns()))
    taken = Taken(folder, keys)
    for row, name in named:
        taken.take(row, name)
    manifest = Manifest(
        made_at=made_at,
        engine=connection.vendor,
        migrations=migrations,
        tables=tables,
        database=Part(DATABASE, database.size, database.sha256),
        files=list(taken.files.values()),
        missing=taken.missing,
    )
    seal(BytesIO(manifest.to_bytes()), folder / MANIFEST, keys)
    Header(format=FORMAT, made_at=made_at, sealed=bool(keys)).write(folder)
    return manifest
