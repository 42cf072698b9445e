"""Makes an empty installation what a backup says.

Everything is checked before anything changes. Then the files, then the database in one step: what
fails before that step can be run again as it is, and nobody ever sees rows without their files.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from background.models import Effect
from background.services import record
from operations.backup.databases import count_query, engine
from operations.backup.errors import BackupError, told_in_words
from operations.backup.files import is_whole, put_back
from operations.backup.manifest import Header, Manifest, read_manifest
from operations.backup.records import forget
from operations.backup.scratch import scratch_folder, scratch_place
from operations.backup.seal import unseal

# A mail that waited then may have left since: an administrator decides.
PARK_MAILS = (
    "UPDATE {table} SET parked_at = CURRENT_TIMESTAMP, error = 'restored' "
    "WHERE kind = 'mail' AND parked_at IS NULL"
)


@dataclass(frozen=True)
class Restored:
    manifest: Manifest
    # Where the installation is not what the backup said; empty when all is well.
    differences: list[str]


def restore(*, source: Path, keys: list[Any]) -> Restored:
    """Restore a backup into an installation that is empty, migrated or not.

    Raises BackupError. The search is not rebuilt: its service may be down.
    """
    with told_in_words(source, scratch_place()):
        manifest, keys = _open(source, keys)
        _refuse_misfit(manifest)
        _refuse_content()
        with scratch_folder() as scratch:
            dump = scratch / "database"
            _check(manifest, source, dump, keys)
            for file in manifest.files:
                put_back(file, source, scratch, keys)
            engine().load(dump, then=_then(manifest))
    differences = [*_other_counts(manifest)]
    _bring_up_to_date()
    differences += [f"{row}: its file was missing already." for row in manifest.missing]
    differences += [
        f"{file.name} is not what it was." for file in manifest.files if not is_whole(file)
    ]
    return Restored(manifest, differences)


def _open(source: Path, keys: list[Any]) -> tuple[Manifest, list[Any]]:
    header = Header.read(source)
    if header.sealed and not keys:
        raise BackupError("The backup is sealed: give the file of the private key with --identity.")
    if not header.sealed:
        keys = []
    said = BytesIO()
    unseal(header.manifest_of(source), said, keys)
    return read_manifest(said.getvalue(), header), keys


def _refuse_misfit(manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        raise BackupError(
            f"The backup is of {manifest.engine}, and this installation uses {connection.vendor}."
        )
    loader = MigrationLoader(None)
    known = {*loader.disk_migrations}
    for migration in loader.disk_migrations.values():
        known.update(migration.replaces)
    unknown = {*manifest.migrations} - {f"{app}.{name}" for app, name in known}
    if unknown:
        raise BackupError(
            "The backup was made by a newer version, or another: this one does not know "
            f"{', '.join(sorted(unknown))}. Install the version that made it."
        )


def _refuse_content() -> None:
    tables = connection.introspection.table_names()
    if not tables:
        return
    if MigrationRecorder.Migration._meta.db_table not in tables:
        raise BackupError("The database holds something else. Restore into an empty one.")
    # Everybody begins with home pages; whatever is below them is somebody's work.
    content = {
        "pages": Page.objects.filter(depth__gt=2),
        "images": get_image_model().objects.all(),
        "documents": get_document_model().objects.all(),
        "people": get_user_model().objects.all(),
    }
    found = [
        f"{count} {told}"
        for told, queryset in content.items()
        if queryset.model._meta.db_table in tables and (count := queryset.count())
    ]
    if found:
        raise BackupError(
            f"This installation is not empty: it has {', '.join(found)}. "
            "Restore into an empty database."
        )


def _check(manifest: Manifest, source: Path, dump: Path, keys: list[Any]) -> None:
    for part in manifest.parts():
        path = source / part.path
        if not path.is_file():
            raise BackupError(f"{path} is missing: use another backup.")
        # The database is loaded from the bytes that were checked; files are compared once more.
        with dump.open("wb") if part == manifest.database else nullcontext() as target:
            measured = unseal(path, target, keys)
        if (measured.size, measured.sha256) != (part.size, part.sha256):
            raise BackupError(f"{path} is damaged: use another backup.")
    engine().check(dump)


def _then(manifest: Manifest) -> list[str]:
    """Return what is done in the same step as loading, before any worker looks."""
    table = Effect._meta.db_table
    # A backup from before there was an outbox has no mails that wait.
    return [PARK_MAILS.format(table=table)] if table in manifest.tables else []


def _other_counts(manifest: Manifest) -> Iterator[str]:
    with connection.cursor() as cursor:
        for table, count in manifest.tables.items():
            cursor.execute(count_query(table))
            [(found,)] = cursor.fetchall()
            if found != count:
                yield f"{table} has {found} rows instead of {count}."


def _bring_up_to_date() -> None:
    """Migrate, and have made again what no backup holds."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    cache.clear()
    with transaction.atomic():
        forget()
        for pk in get_image_model().objects.values_list("pk", flat=True):
            record(kind="media.renditions", subject=str(pk))
