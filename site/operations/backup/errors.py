"""What goes wrong with a backup, in words for whoever runs the command."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class BackupError(Exception):
    """Its message says what happened and, where there is something, what to do."""


@contextmanager
def told_in_words(*places: Path) -> Iterator[None]:
    """Say where there is no room, or what the operating system refuses, as a BackupError."""
    try:
        yield
    except OSError as error:
        where = " and ".join(str(place) for place in places)
        if error.errno in FULL:
            raise BackupError(f"There is not enough room in {where}.") from error
        raise BackupError(f"{error.filename or where}: {error.strerror or error}") from error
