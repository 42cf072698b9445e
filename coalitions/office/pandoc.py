"""The program that reads and writes other programs' files, within bounds."""

import subprocess
from functools import cache

import pypandoc

# Of its heap: it reserves far more address space than it uses, so that is not bounded.
MEGABYTES = 512
PROCESSOR_SECONDS = 15
# A clock that stands still is bounded too.
SECONDS = 30
WRITTEN_BLOCKS = 64 * 1024 * 1024 // 512

BOUNDED = f'ulimit -t {PROCESSOR_SECONDS}; ulimit -f {WRITTEN_BLOCKS}; ulimit -c 0; exec "$@"'


class PandocFailed(Exception):
    """It could not read what it was given, or took more than it may. Its words might quote it."""


def pandoc(*options: str, data: bytes) -> bytes:
    """Return what pandoc makes of data. It reaches neither files nor a network.

    Raises PandocFailed.
    """
    # A shell sets the bounds: what Python would run between fork and exec may hang beside threads.
    command = ["/bin/sh", "-c", BOUNDED, "sh", _program(), "--sandbox", *options]
    try:
        done = subprocess.run(  # noqa: S603 (our own program, and options that we name)
            [*command, "+RTS", f"-M{MEGABYTES}m", "-RTS"],
            input=data,
            # A fixed date: otherwise the hour of an export stands in the file.
            env={"LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "0"},
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        raise PandocFailed("it took too long") from expired
    if done.returncode:
        raise PandocFailed(f"status {done.returncode}")
    return done.stdout


@cache
def _program() -> str:
    path: str = pypandoc.get_pandoc_path()
    return path
