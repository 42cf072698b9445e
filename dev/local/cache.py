"""What is downloaded once for all the clones of a machine."""

import fcntl
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path


def once(folder: Path, make: Callable[[Path], None]) -> None:
    """Have `make` fill this folder unless it was filled before, even by another process just now.

    What is half done is never seen: it is made beside and moved. Everybody can read the result,
    because root hands it to a server that runs as nobody.
    """
    if folder.exists():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Python closes it in every process it starts: no server holds the lock.
    with folder.with_name(f".{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.exists():
            return
        beside = folder.with_name(f".{folder.name}.new")
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir()
        make(beside)
        subprocess.run(["chmod", "-R", "a+rX", beside], check=True)
        beside.rename(folder)
