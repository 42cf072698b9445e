"""Compares the rows with the stores, both ways, and can put in order what it finds.

The names of a store are read page by page and looked up a page at a time; all that is kept is the
number of each row whose file was seen. A row that was not seen is asked for by name before it
counts as missing, for its file may be newer than the page it belongs on.
"""

import logging
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from shutil import rmtree
from stat import S_ISDIR
from tempfile import gettempdir
from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import UploadedFile

from background.chores import chore
from background.chunks import chunks
from media.cleaner import SCRATCH
from media.contract import Store
from media.discard import file_fields, named, waiting

logger = logging.getLogger(__name__)

ALIASES = ("default", "public")
# What is younger may belong to a row that is not committed yet, or to a form that is not sent.
OLD = timedelta(days=1)
PAGE = 500
# A store most of which nothing names is rather looked at from the wrong database.
FEW = 50
# No cleaning takes a tenth of it.
SCRATCH_SECONDS = 3600


class MostlyUnknown(Exception):
    """Nothing is removed: most files have no row, so the rows are rather another site's."""


@dataclass(frozen=True)
class Missing:
    """A row whose file is not there."""

    model: str
    pk: Any
    name: str


@dataclass
class Sweep:
    """What was found. `leftovers` are uploads that nobody finished."""

    missing: list[Missing] = field(default_factory=list)
    strays: list[tuple[str, str]] = field(default_factory=list)
    leftovers: list[UploadedFile] = field(default_factory=list)
    seen: int = 0


@chore("media.sweep", every=timedelta(days=1))
def sweep_and_repair() -> None:
    found = look()
    for each in found.missing:
        logger.error("The file of %s %s is missing", each.model, each.pk)
    repair(found)


@chore("media.sweep_scratch", every=timedelta(hours=1))
def sweep_scratch() -> None:
    """Remove uploads whose cleaning was killed together with who asked for it."""
    for folder in Path(gettempdir()).glob(f"{SCRATCH}*"):
        about = folder.stat(follow_symlinks=False)
        is_ours = S_ISDIR(about.st_mode) and about.st_uid == os.getuid()
        if is_ours and time.time() - about.st_mtime > SCRATCH_SECONDS:
            rmtree(folder)


def look() -> Sweep:
    found = Sweep()
    for alias in ALIASES:
        _compare(alias, found)
    found.leftovers = list(_leftovers())
    return found


def repair(found: Sweep, *, even_most: bool = False) -> None:
    """Remove strays and leftovers.

    Raises MostlyUnknown, and removes nothing, where strays are most of what is there.
    """
    if not even_most and len(found.strays) > max(FEW, found.seen):
        raise MostlyUnknown
    for alias, name in found.strays:
        # Looked at again: by now a row may name it.
        if not named(alias, [name]):
            _store(alias).purge(name)
    for upload in found.leftovers:
        with transaction.atomic():
            upload.delete()
            upload.file.storage.delete(upload.file.name)


def _compare(alias: str, found: Sweep) -> None:
    store = _store(alias)
    before = timezone.now() - OLD
    seen: dict[tuple[type[Model], str], set[Any]] = {}
    for page in chunks(store.names(), PAGE):
        old = {name for name, written in page if written < before}
        names = {name for name, _written in page}
        for model, column in file_fields(alias):
            rows = model._base_manager.filter(**{f"{column}__in": names})
            for pk, name in rows.values_list("pk", column):
                seen.setdefault((model, column), set()).add(pk)
                names.discard(name)
        found.seen += len(page) - len(names)
        strays = old & names
        found.strays += [(alias, name) for name in sorted(strays - waiting(alias, strays))]
    for model, column in file_fields(alias):
        if model is not UploadedFile:  # Those are leftovers.
            found.missing += _missing(store, model, column, seen.get((model, column), set()))


def _missing(store: Store, model: type[Model], column: str, seen: set[Any]) -> Iterator[Missing]:
    rows = model._base_manager.exclude(**{column: ""}).order_by("pk")
    for pk, name in rows.values_list("pk", column).iterator(chunk_size=PAGE):
        # Unless the row was deleted, or given another file, while we looked.
        if (
            pk not in seen
            and not store.exists(name)
            and model._base_manager.filter(pk=pk, **{column: name}).exists()
        ):
            yield Missing(model._meta.label, pk, name)


def _leftovers() -> Iterator[UploadedFile]:
    before = timezone.now() - OLD
    for upload in UploadedFile.objects.order_by("pk").iterator(chunk_size=PAGE):
        try:
            written = upload.file.storage.get_modified_time(upload.file.name)
        except FileNotFoundError:
            yield upload
            continue
        if written < before:
            yield upload


def _store(alias: str) -> Store:
    store: Any = storages[alias]
    return store
