"""Runs a program over data, within bounds."""

import subprocess
from collections.abc import Mapping

PROCESSOR_SECONDS = 15
# A clock that stands still is bounded too.
SECONDS = 30
WRITTEN_BLOCKS = 64 * 1024 * 1024 // 512

BOUNDS = f'ulimit -t {PROCESSOR_SECONDS}; ulimit -f {WRITTEN_BLOCKS}; ulimit -c 0; exec "$@"'
# A fixed date: otherwise the hour of an export stands in the file.
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "0"}


class ProgramFailed(Exception):
    """It could not read what it was given, or took more than it may. Its words might quote it."""


def bounded(*command: str, data: bytes, environment: Mapping[str, str] = ENVIRONMENT) -> bytes:
    """Return what a program says to data. Raises ProgramFailed."""
    try:
        done = subprocess.run(  # noqa: S603 (our own programs, and options that we name)
            # A shell sets the bounds: what Python would run between fork and exec may hang beside
            # threads.
            ["/bin/sh", "-c", BOUNDS, "sh", *command],
            input=data,
            env=dict(environment),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        raise ProgramFailed("it took too long") from expired
    if done.returncode:
        raise ProgramFailed(f"status {done.returncode}")
    return done.stdout
