"""Nothing is stored but what the cleaner made, whichever door a file takes.

A form cleans first, so that a refusal is told at its field. The fields of the models clean whatever
was not, so that no program, import or view of Wagtail can store anything else.

A file that waits for the rest of its form is kept clean too, under a name that seals its bytes:
what still fits its seal is not cleaned again, and anything else is.
"""

import hashlib
import re
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.utils.crypto import constant_time_compare, salted_hmac

from media.cleaner import CleanFile, clean
from media.names import RANDOM, ending, safe

SEALED = re.compile(rf"({RANDOM})-(.+)", re.DOTALL)
KINDS = {"jpg": "jpeg"}


def cleaned(upload: File, *, accept: frozenset[str], name: str | None = None) -> CleanFile:
    """Return what the cleaner makes of a file, made once however often it is asked.

    Raises `media.cleaner.Refused`.
    """
    if isinstance(upload, CleanFile) and upload.kind in accept:
        return upload
    # Wagtail gives the same upload first to a form and then, when another field is missing, to the
    # row where it waits.
    known = getattr(upload, "clean_file", None)
    if isinstance(known, CleanFile) and known.kind in accept and not known.closed:
        return known
    name = PurePath(name or upload.name or "").name
    if sealed := SEALED.fullmatch(name):
        seal, name = sealed.groups()
        if constant_time_compare(seal, _seal(upload, accept)):
            ours = ending(name).removeprefix(".")
            return CleanFile(upload, name, kind=KINDS.get(ours, ours))
    made = clean(File(upload, name), accept=accept)
    keep: Any = upload
    keep.clean_file = made
    return made


def sealed_name(file: CleanFile, *, accept: frozenset[str]) -> str:
    return f"{_seal(file, accept)}-{safe(file.name or '')}"


def _seal(file: File, accept: frozenset[str]) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    # What was cleaned as a document is no clean image.
    purpose = f"media.doors {' '.join(sorted(accept))}"
    return salted_hmac(purpose, digest.hexdigest(), algorithm="sha256").hexdigest()[:32]
