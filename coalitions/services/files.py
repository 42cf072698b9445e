"""Keeps files in a space: new ones, newer versions, what is in the trash.

A file is cleaned before any of this, and stored before the space is held, which is then held only
while it is counted whether there is room. What is stored and has no room is let go of.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Sum
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coalitions.models import FileVersion, Membership, SpaceFile, Verb
from coalitions.permissions import May, as_of_now, require
from coalitions.services.activity import note
from coalitions.services.trash import move
from media.cleaner import DOCUMENTS, IMAGES, MEGABYTE, CleanFile
from media.names import safe
from media.thumbnails import thumbnail

# Of all versions of all files of a space, those in its trash included.
ROOM = 2048 * MEGABYTE
ACCEPTED = DOCUMENTS | IMAGES
DETAILS = ("title", "description", "language")


class NoRoom(ValidationError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "There is no room left in this space for a file of this size. "
                "What is in the trash is gone after 30 days, and makes room."
            ),
            code="no_room",
        )


def add(*, by: Membership, upload: CleanFile, language: str) -> SpaceFile:
    """Keep a new file, named as the upload is. Raises Http404 when `by` may not, and NoRoom."""
    name = safe(upload.name or "")
    title = PurePath(name).stem.replace("-", " ")
    file = SpaceFile(coalition=by.coalition, title=title, language=language)

    def keep(version: FileVersion, by: Membership) -> None:
        file.save(force_insert=True)
        version.save(force_insert=True)
        note(Verb.FILE_ADDED, coalition=by.coalition, by=by, about=file)

    _store(by, FileVersion(file=file, number=1, filename=name), upload, keep)
    return file


def replace(*, by: Membership, file: SpaceFile, upload: CleanFile, words: str) -> None:
    """Keep a newer version of a file. Raises Http404 when `by` may not, and NoRoom."""

    def keep(version: FileVersion, by: Membership) -> None:
        now = _own(by, file)
        last = now.versions.aggregate(last=Max("number"))["last"]
        version.number = last + 1
        version.save(force_insert=True)
        now.changed_at = version.at
        now.save(update_fields=["changed_at"])
        note(Verb.FILE_REPLACED, coalition=by.coalition, by=by, about=file)

    version = FileVersion(file=file, filename=safe(upload.name or ""), note=words)
    _store(by, version, upload, keep)


@transaction.atomic
def change(*, by: Membership, file: SpaceFile) -> None:
    """Save what is said of a file. Raises Http404 when `by` may not."""
    by = as_of_now(by, May.WRITE)
    _own(by, file)
    file.save(update_fields=DETAILS)


@transaction.atomic
def trash(*, by: Membership, file: SpaceFile) -> None:
    """Put a file away; for a while it can be taken out again. Raises Http404."""
    _move(by, file, timezone.now(), Verb.FILE_TRASHED)


@transaction.atomic
def recover(*, by: Membership, file: SpaceFile) -> None:
    """Take a file out of the trash. Raises Http404."""
    _move(by, file, None, Verb.FILE_RECOVERED)


def _store(
    by: Membership,
    version: FileVersion,
    upload: CleanFile,
    keep: Callable[[FileVersion, Membership], None],
) -> None:
    # Before anything is stored, and once more behind the lock.
    require(by, May.WRITE)
    version.by, version.pages = by, upload.pages
    small = thumbnail(upload)
    version.content.save(version.filename, upload, save=False)
    if small:
        version.preview.save("preview.jpg", small, save=False)
    try:
        with transaction.atomic():
            by = as_of_now(by, May.WRITE)
            taken = FileVersion.objects.filter(file__coalition=by.coalition)
            size = taken.aggregate(size=Sum("file_size", default=0))["size"]
            if size + version.file_size > ROOM:
                raise NoRoom
            keep(version, by)
    except (ValidationError, Http404):
        version.let_go()
        raise


def _move(by: Membership, file: SpaceFile, trashed_at: datetime | None, verb: Verb) -> None:
    by = as_of_now(by, May.WRITE)
    move(by, _own(by, file), trashed_at, verb)


def _own(by: Membership, file: SpaceFile) -> SpaceFile:
    """Return a file of the space, as it is now: the space is held. Raises Http404."""
    found = SpaceFile.objects.within(by.coalition).filter(pk=file.pk).first()
    if found is None:
        raise Http404
    return found
