"""How much a file may ask of us: memory, time and disk for the process, sizes for what is inside.

A file that unpacks to far more than it should is refused by its own figures, before it is opened;
the bounds of the process are for what lies about its figures.
"""

import os
import resource

MEGABYTE = 1024 * 1024

MEMORY = 1536 * MEGABYTE
PROCESSOR_SECONDS = 30
WRITTEN_BYTES = 256 * MEGABYTE
OPEN_FILES = 64

PIXELS = 64_000_000

ARCHIVE_MEMBERS = 10_000
UNPACKED_BYTES = 200 * MEGABYTE
# Office documents are packed to a tenth, spreadsheets to a fiftieth.
UNPACKED_RATIO = 150
# Below this a high ratio is nothing but a small file full of the same.
UNPACKED_FREELY = 5 * MEGABYTE
PART_BYTES = 64 * MEGABYTE
# Each tag becomes an object of some 200 bytes.
PART_TAGS = 2_000_000

PDF_STREAM_BYTES = 64 * MEGABYTE

TEXT_CHARACTERS = 2_000_000


def bound_this_process() -> None:
    for bound, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(bound)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(bound, (most, most))
    # Visitors who read come before an editor who waits.
    os.nice(5)
