"""The words of a document, in the order people read them, for the search."""

import re
import subprocess
import unicodedata
from pathlib import Path
from typing import NamedTuple

from media.cleaning import office_text
from media.cleaning.archives import Archive
from media.cleaning.plain import decode
from media.cleaning.refusal import Refusal

# Signs that only say in which direction the next letters run: no word is found with them inside.
DIRECTIONS = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Chinese and Japanese put no space where a line ends.
WIDE = r"[\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60]"
WRAPPED = re.compile(f"(?<={WIDE})\n(?={WIDE})")
READER_SECONDS = 20


class Words(NamedTuple):
    """What is said, with a `PAGE_BREAK` between two pages; how many of them there are."""

    text: str
    pages: int | None


def text_of(source: Path, *, kind: str, pdftotext: Path) -> Words:
    """Return the words, and the number of pages, slides or sheets. Raises `Refusal`."""
    match kind:
        case "pdf":
            words = pdf_text(source, pdftotext)
        case "txt" | "csv":
            words = Words(decode(source.read_bytes()), None)
        case "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp":
            with Archive(source) as archive:
                words = Words(*office_text.READERS[kind](archive))
        case _:
            raise Refusal("not_accepted")
    text = unicodedata.normalize("NFKC", DIRECTIONS.sub("", words.text))
    # A first page without words is a page: a cover is often a picture.
    return Words(text.lstrip(" \t\r\n").rstrip(), words.pages)


def pdf_text(source: Path, pdftotext: Path) -> Words:
    import pikepdf

    try:
        with pikepdf.open(source, suppress_warnings=True) as pdf:
            pages = len(pdf.pages)
    except pikepdf.PdfError as error:
        raise Refusal("corrupt") from error
    # It inherits the bounds of this process.
    command: list[str | Path] = [pdftotext, "-enc", "UTF-8", source, "-"]
    try:
        done = subprocess.run(  # noqa: S603 (a path we were given, and arguments no shell reads)
            command, capture_output=True, timeout=READER_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as expired:
        raise Refusal("too_demanding") from expired
    if done.returncode:
        raise Refusal("corrupt")
    return Words(WRAPPED.sub("", done.stdout.decode("utf-8", "replace")), pages)
