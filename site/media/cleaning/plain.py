"""Plain text and tables of it: written again as UTF-8, and never a page under another name."""

import re
from collections.abc import Sequence
from pathlib import Path

from media.cleaning.refusal import Refusal

# Stands between two pages or slides, as for printers of text ever since.
PAGE_BREAK = "\f"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# A browser that guesses would run these, whatever their name says.
MARKUP = re.compile(
    rb"<\s*(?:!doctype|!entity|!--|\?xml|\?php|\?=|(?:[a-z]+:)?"
    rb"(?:html|head|body|svg|script|iframe|math|object|embed|meta|link|style|img)\b)",
    re.IGNORECASE,
)
BYTES_SEARCHED = 64 * 1024


def refuse_markup(start: bytes) -> None:
    # Without the zeros, UTF-16 reads as the letters it is made of.
    if MARKUP.search(start.replace(b"\0", b"")):
        raise Refusal("markup")


def clean_plain(source: Path, destination: Path) -> None:
    data = source.read_bytes()
    refuse_markup(data[:BYTES_SEARCHED])
    destination.write_text(decode(data), encoding="utf-8", newline="")


# Excel still writes tables in the encoding of Western Windows.
ENCODINGS = ("utf-8-sig", "cp1252")


def decode(data: bytes, encodings: Sequence[str] = ENCODINGS) -> str:
    """Return the text as UTF-16 where it is marked so, or in the first encoding that fits."""
    if data.startswith(UTF_16_MARKS):
        encodings = ["utf-16"]
    elif b"\0" in data:
        raise Refusal("corrupt")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        if "\0" not in text:
            return text.removeprefix("\ufeff")
    raise Refusal("corrupt")
