"""What every store promises, so that nobody who uses one asks whether it is a disk or a bucket.

To Django's own methods it adds reading a part of a file, listing, and two ways to delete: `delete`
says that a file is no longer wanted, `purge` removes it.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import datetime, timedelta
from mimetypes import guess_type
from pathlib import PurePath
from typing import ClassVar, Protocol, Self

from django.core.files.storage import Storage

from media.discard import discard_later
from media.errors import StoreUnavailable

CHUNK = 64 * 1024
# Python 3.11 does not know all of them, and what it knows depends on the machine.
IMAGE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


def content_type(name: str) -> str:
    """Return what a file is, by its name: what a browser says of an upload is not believed."""
    ours = IMAGE_TYPES.get(PurePath(name).suffix.lower())
    return ours or guess_type(name)[0] or "application/octet-stream"


class Store(Storage, ABC):
    # Its name in STORAGES, by which the outbox finds it again.
    alias: ClassVar[str]
    # How long the bytes of a file that was deleted stay.
    grace: ClassVar[timedelta]

    def delete(self, name: str) -> None:
        """Have the file removed after the grace, unless a row names it again by then.

        The store itself is not asked: what a transaction deletes that fails is still there.
        """
        if name:
            discard_later(alias=self.alias, name=name, grace=self.grace)

    @abstractmethod
    def stream(self, name: str, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """Return the bytes from `start` up to `stop`.

        A file that is missing, or a store that does not answer, is told here and not on the way.
        """

    @abstractmethod
    def names(self) -> Iterator[tuple[str, datetime]]:
        """Yield each file and when it was last written, as they are read from the store."""

    @abstractmethod
    def purge(self, name: str) -> None:
        """Remove a file with all that is left of it; it may be gone already."""

    @abstractmethod
    def impatient(self) -> Self:
        """Return this store as one that waits less than a second for each answer."""


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...
    def close(self) -> None: ...


class Chunks:
    """The next bytes of an open file, in pieces; lets go of it at the end, or when told to."""

    def __init__(self, file: Readable, length: int, errors: tuple[type[Exception], ...]) -> None:
        self._file = file
        self._left = length
        self._errors = errors

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        if not self._left:
            self.close()
            raise StopIteration
        try:
            piece = self._file.read(min(CHUNK, self._left))
        except self._errors as error:
            self.close()
            raise StoreUnavailable("store") from error
        if not piece:
            # It became shorter. Ending quietly would pass off a part as the whole.
            self.close()
            raise StoreUnavailable("store")
        self._left -= len(piece)
        return piece

    def close(self) -> None:
        self._file.close()
