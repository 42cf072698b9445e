"""Finds telling words in a file, however they are written and packed."""

import io
import re
import warnings
import zipfile
import zlib
from typing import Any

import pikepdf
from PIL import Image, UnidentifiedImageError
from pillow_heif import HeifImagePlugin  # noqa: F401 (Pillow opens HEIC with it)

from tests.media.canaries.words import PREFIX

WORD = re.compile(rb"Kanari[A-Za-z0-9]*")
WRITTEN = {
    "hex": re.compile(PREFIX.encode().hex().encode(), re.IGNORECASE),
    "hex UTF-16": re.compile(PREFIX.encode("utf-16-be").hex().encode(), re.IGNORECASE),
    "UTF-16LE": re.compile(re.escape(PREFIX.encode("utf-16-le"))),
    "UTF-16BE": re.compile(re.escape(PREFIX.encode("utf-16-be"))),
}
# What an archive says of the time when it has nothing to say.
NO_TIME = (1980, 1, 1, 0, 0, 0)


def leftovers(data: bytes) -> list[str]:
    """Return the telling words left in a file; an empty list is what everybody wants."""
    found = {word.decode() for word in WORD.findall(data)}
    found |= {name for name, written in WRITTEN.items() if written.search(data)}
    if data.startswith(b"PK"):
        found |= in_archive(data)
    elif data.startswith(b"%PDF"):
        found |= in_pdf(data)
    else:
        found |= in_picture(data)
    return sorted(found)


def in_archive(data: bytes) -> set[str]:
    found: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            found.update(leftovers(archive.read(member)))
            found.update(leftovers(member.filename.encode() + member.comment + member.extra))
            if member.date_time != NO_TIME:
                found.add("time of a member")
    return found


def in_pdf(data: bytes) -> set[str]:
    found: set[str] = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in [*pdf.objects, pdf.trailer]:
            if not isinstance(item, pikepdf.Object):
                # A number, or nothing.
                continue
            found.update(leftovers(item.unparse()))
            for text in texts_in(item):
                found.update(leftovers(text.encode()))
            if isinstance(item, pikepdf.Stream):
                found.update(leftovers(item.read_raw_bytes()))
                if str(item.get("/Filter", "")) not in ("/DCTDecode", "/JPXDecode"):
                    found.update(leftovers(item.read_bytes()))
    return found


def texts_in(item: pikepdf.Object) -> list[str]:
    if isinstance(item, pikepdf.String):
        return [str(item)]
    inside: list[Any] = []
    if isinstance(item, pikepdf.Array):
        inside = list(item)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        inside = [value for _key, value in item.items()]
    return [
        text
        for value in inside
        if isinstance(value, pikepdf.Object) and not value.is_indirect
        for text in texts_in(value)
    ]


def in_picture(data: bytes) -> set[str]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                told = dict(image.info)
                exif = dict(image.getexif())
                profile = told.get("icc_profile") or b""
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, zlib.error):
        return set()
    found = {f"{name} of the picture" for name in ("exif", "xmp", "comment") if told.get(name)}
    for value in (*told.values(), *exif.values(), profile):
        written = value if isinstance(value, bytes) else str(value).encode()
        found |= {word.decode() for word in WORD.findall(written.replace(b"\0", b""))}
    return found
