"""The one door for uploads: what comes out of `clean` says nothing about who made it.

The work is done by `media.cleaning`, a program of its own with bounded time, memory and disk. What
it cannot clean for certain is refused, and a program that fails counts as a refusal.
"""

import json
import logging
import shutil
import subprocess
import sys
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

IMAGES = frozenset({"jpeg", "png", "webp", "avif", "gif", "tiff", "heif"})
DOCUMENTS = frozenset({"pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "txt", "csv"})

MEGABYTE = 1024 * 1024
IMAGE_BYTES = 25 * MEGABYTE
DOCUMENT_BYTES = 50 * MEGABYTE
# The program bounds its own processor time below this; a clock that stands still is bounded here.
SECONDS = 40

PDF_READER = "pdftotext"
# What the names of the folders begin with in which uploads are cleaned.
SCRATCH = "portevoix-cleaning-"
PROGRAM = Path(__file__).with_name("cleaning")

REASONS = {
    "cannot_clean": _(
        "We cannot remove what a file of this kind says about people. "
        "Send the documents inside it one by one, or save it as PDF."
    ),
    "corrupt": _(
        "This file is damaged or incomplete. "
        "Open it, save it under another name, and send the new file."
    ),
    "embedded": _(
        "This document has another file inside it, which we cannot clean. "
        "Remove embedded files, sound and film, or save the document as PDF, and send it again."
    ),
    "empty": _("This file is empty. Check that it was saved, and send it again."),
    "encrypted": _(
        "This file is protected by a password, so we cannot remove what it says about people. "
        "Save it without a password and send it again."
    ),
    "failed": _(
        "We could not clean this file, so we did not keep it. "
        "Save it in another format and send that, or ask the people who run this site."
    ),
    "macro": _(
        "This document contains a program (a macro). "
        "Save it as a document without macros and send that."
    ),
    "markup": _("This is a web page or a drawing in code. Save it as PDF or PNG and send that."),
    "mismatch": _(
        "The end of the file’s name does not fit what is in the file. "
        "Open it in the program that made it, save it again, and send the new file."
    ),
    "name": _(
        "The name of this file contains the ending of a program. Rename the file and send it again."
    ),
    "not_accepted": _("Files of this kind are not accepted here. Choose a file of another kind."),
    "old_format": _(
        "This is an older format, which we cannot clean. "
        "Save it as DOCX, XLSX, PPTX, OpenDocument or PDF and send that."
    ),
    "picture": _(
        "This document contains a picture in a format we cannot clean. "
        "Replace it with a PNG or JPEG picture, or save the document as PDF, and send it again."
    ),
    "polyglot": _(
        "There is something else before or after the document in this file. "
        "Open it, save it under another name, and send the new file."
    ),
    "signed": _(
        "This document carries a digital signature, which names a person and would be broken. "
        "Print it to a new PDF and send that."
    ),
    "too_demanding": _(
        "This file unpacks to far more than its size, so we did not open it. "
        "Save it again with less in it, or as PDF, and send that."
    ),
    "too_large": _("This file is too large. Make it smaller, or divide it, and send it again."),
    "too_many_pixels": _(
        "This image has more than 64 million pixels. Make it smaller and send it again."
    ),
    "unknown": _(
        "We do not know this kind of file. Save it as PDF, or as JPEG if it is a picture."
    ),
}


class Refused(ValidationError):
    """A file we do not keep; its message tells the sender what to do instead."""

    def __init__(self, code: str) -> None:
        super().__init__(REASONS[code], code=code)


class CleanFile(File):
    """A file that `clean` has made; its bytes are in no folder, and go when it is closed."""

    def __init__(
        self,
        file: IO[bytes],
        name: str,
        *,
        kind: str,
        width: int | None = None,
        height: int | None = None,
        pages: int | None = None,
    ) -> None:
        super().__init__(file, name)
        self.kind = kind
        self.width = width
        self.height = height
        self.pages = pages
        weakref.finalize(self, file.close)


@dataclass(frozen=True)
class Extracted:
    """The words of a document, and its number of pages, slides or sheets where it has them."""

    text: str
    pages: int | None


@dataclass(frozen=True)
class Unseen:
    """The kind of a document, and how much is in it that a reader of its text does not see.

    Counted are each insertion, deletion, comment, hidden passage and margin (header or footer).
    """

    kind: str
    counts: dict[str, int]


def clean(upload: File, *, accept: frozenset[str]) -> CleanFile:
    """Return a new file with what the upload shows and nothing it says about people.

    The name keeps its words and gets the ending that fits. Raises `Refused`.
    """
    limit = DOCUMENT_BYTES if accept & DOCUMENTS else IMAGE_BYTES
    name = Path(upload.name or "").name.replace("\0", "")
    with brought_in(upload, limit=limit) as source:
        destination = source.with_name("clean")
        answer = run("clean", source, destination, f"--name={name}", f"--accept={','.join(accept)}")
        if answer["kind"] in IMAGES and source.stat().st_size > IMAGE_BYTES:
            raise Refused("too_large")
        # Kept open while its folder is deleted: nothing is left behind, whatever happens next.
        file = destination.open("rb")
    return CleanFile(
        file,
        answer["name"],
        kind=answer["kind"],
        width=answer["width"],
        height=answer["height"],
        pages=answer["pages"],
    )


def extract(file: File) -> Extracted:
    """Return the words of a document that was cleaned. Raises `Refused`."""
    reader = shutil.which(PDF_READER)
    if reader is None:
        raise ImproperlyConfigured("pdftotext is missing: install poppler-utils.")
    with brought_in(file, limit=DOCUMENT_BYTES) as source:
        destination = source.with_name("text")
        name = Path(file.name or "").name
        answer = run("extract", source, destination, f"--name={name}", f"--pdftotext={reader}")
        return Extracted(destination.read_text(encoding="utf-8"), answer["pages"])


def unseen(source: Path, *, name: str, accept: frozenset[str]) -> Unseen:
    """Return what is hidden in a text document, DOCX or ODT. Raises `Refused`."""
    answer = run("unseen", source, f"--name={name}", f"--accept={','.join(accept)}")
    return Unseen(answer["kind"], answer["counts"])


@contextmanager
def brought_in(file: File, *, limit: int) -> Iterator[Path]:
    """Yield a private copy of the file, in a folder of its own that is deleted afterwards."""
    with TemporaryDirectory(prefix=SCRATCH) as folder:
        source = Path(folder) / "source"
        size = 0
        with source.open("xb") as copy:
            for chunk in file.chunks():
                size += len(chunk)
                if size > limit:
                    raise Refused("too_large")
                copy.write(chunk)
        if not size:
            raise Refused("empty")
        yield source


def run(task: str, source: Path, *rest: str | Path) -> dict[str, Any]:
    command = [sys.executable, "-I", "-X", "utf8", PROGRAM, task, source, *rest]
    try:
        done = subprocess.run(  # noqa: S603 (our own program, and arguments that no shell reads)
            command,
            cwd=source.parent,
            env={},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        raise Refused("too_demanding") from expired
    if done.returncode < 0:
        # A signal: it reached a bound, or a decoder broke where no memory was left.
        raise Refused("too_demanding")
    if done.returncode:
        # The places only: a message might quote the file.
        places = [
            line.strip() for line in done.stderr.decode().splitlines() if line.startswith("  File ")
        ]
        logger.error("An upload could not be cleaned: %s", places)
        raise Refused("failed")
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise Refused(answer["refused"])
    return answer
