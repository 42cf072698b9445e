"""Where a database lies on its way into a backup or out of one.

Beside the private store: that disk is trusted with the same already, and the backup's may not be.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


def scratch_place() -> Path:
    return Path(settings.PRIVATE_ROOT).parent


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder that nobody else can read, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="backup-", dir=scratch_place()) as folder:
        yield Path(folder)
