"""The program that reads and writes other programs' files, within bounds."""

from functools import cache

import pypandoc

from coalitions.office.bounded import bounded

# Of its heap: it reserves far more address space than it uses, so that is not bounded.
MEGABYTES = 512


def pandoc(*options: str, data: bytes) -> bytes:
    """Return what pandoc makes of data. It reaches neither files nor a network.

    Raises `bounded.ProgramFailed`.
    """
    heap = ("+RTS", f"-M{MEGABYTES}m", "-RTS")
    return bounded(_program(), "--sandbox", *options, *heap, data=data)


@cache
def _program() -> str:
    path: str = pypandoc.get_pandoc_path()
    return path
