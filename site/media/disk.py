"""Files in a folder. A disk that is full, or that fails, is a store that does not answer."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path, PurePath
from typing import Any, Self

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from media.contract import Chunks, Store
from media.errors import StoreUnavailable

# The database is often on the same disk, and must still be able to write when no file fits.
RESERVE = 64 * 1024 * 1024


def _unless_missing(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


@contextmanager
def answering() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        raise StoreUnavailable("disk") from error


def told(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def tell(*args: Any, **kwargs: Any) -> Any:
        with answering():
            return method(*args, **kwargs)

    return tell


class Disk(Store, FileSystemStorage):
    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for name in ("_open", "_save", "exists", "get_modified_time", "purge", "size", "stream"):
            setattr(cls, name, told(getattr(cls, name)))

    def _save(self, name: str, content: File) -> str:
        root = Path(self.location)
        root.mkdir(mode=self.directory_permissions_mode or 0o777, parents=True, exist_ok=True)
        if shutil.disk_usage(root).free < content.size + RESERVE:
            raise StoreUnavailable("disk")
        saved: str = super()._save(name, content)  # type: ignore[misc] # Django's, without a stub
        return saved

    def stream(self, name: str, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        file = Path(self.path(name)).open("rb")  # noqa: SIM115 (whoever reads it closes it)
        try:
            size = os.fstat(file.fileno()).st_size
            file.seek(start)
        except BaseException:
            file.close()
            raise
        return Chunks(file, max(0, min(size if stop is None else stop, size) - start), (OSError,))

    def names(self) -> Iterator[tuple[str, datetime]]:
        with answering():
            for folder, _folders, files in os.walk(self.location, onerror=_unless_missing):
                for file in files:
                    path = Path(folder, file)
                    try:
                        written = path.stat().st_mtime
                    except FileNotFoundError:
                        continue  # Removed while we look.
                    name = path.relative_to(self.location).as_posix()
                    yield name, datetime.fromtimestamp(written, UTC)

    def purge(self, name: str) -> None:
        path = Path(self.path(name))
        path.unlink(missing_ok=True)
        # Each document has a folder of its own, which nobody needs any longer.
        if len(PurePath(name).parts) > 2:
            with suppress(OSError):
                path.parent.rmdir()

    def impatient(self) -> Self:
        return self
