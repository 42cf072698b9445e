"""Takes the text out of a file that somebody uploads; the file itself is kept nowhere."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _
from prosemirror.model import Node

from coalitions.office.blocks import Blocks, dividing
from coalitions.office.bounded import ProgramFailed
from coalitions.office.losses import Loss
from coalitions.office.pandoc import pandoc
from coalitions.text.making import EMPTY_PARAGRAPH
from coalitions.text.reading import InvalidText, read
from media.cleaner import MEGABYTE, Refused, brought_in, unseen
from media.cleaning.archives import FIRST_SIGN
from media.cleaning.kinds import OLE
from media.cleaning.plain import decode
from media.cleaning.refusal import Refusal

BYTES = 20 * MEGABYTE
TEXT_BYTES = 4 * MEGABYTE
# What a person writes by hand, and no program that runs: neither code nor a header of fields.
_MARKDOWN = "markdown-smart-raw_html-raw_tex-raw_attribute-yaml_metadata_block"
_TEXTS = {"md": _MARKDOWN, "markdown": _MARKDOWN, "txt": _MARKDOWN, "html": "html", "htm": "html"}
_OFFICE = frozenset({"docx", "odt"})
ENDINGS = tuple(f".{name}" for name in (*_OFFICE, *_TEXTS))

# What programs wrote before UTF-8, by the language they wrote in.
_OLD_ENCODINGS = {"ru": "cp1251", "ar": "cp1256", "zh-hans": "gb18030"}
_CHARSET = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?([\w-]{2,40})", re.I)
_BYTES_SEARCHED = 2048
# How what is no text begins: packed documents, PDF, old Word, RTF.
_NO_TEXT = (FIRST_SIGN, OLE, b"%PDF-", b"{\\rtf")


@dataclass(frozen=True)
class Taken:
    """The text of a file, and what it has that the text has not."""

    text: Node
    losses: Counter[Loss]


def take(upload: File, language: str) -> Taken:
    """Return the text of a DOCX, ODT, Markdown or HTML file in a language.

    Raises ValidationError: `media.cleaner.Refused` for what is no such file, or is too much of one.
    """
    ending = PurePath(upload.name or "").suffix.lower().removeprefix(".")
    with brought_in(upload, limit=TEXT_BYTES if ending in _TEXTS else BYTES) as source:
        if ending in _TEXTS:
            data = _decoded(source.read_bytes(), language).encode()
            return _taken(_TEXTS[ending], data, Counter())
        found = unseen(source, name=f"text.{ending}", accept=_OFFICE)
        counts = Counter({Loss(name): count for name, count in found.counts.items()})
        return _taken(found.kind, source.read_bytes(), counts)


def _taken(reader: str, data: bytes, losses: Counter[Loss]) -> Taken:
    try:
        found = json.loads(pandoc("--from", reader, "--to", "json", data=data))
    except (ProgramFailed, ValueError, RecursionError) as error:
        raise Refused("corrupt") from error
    blocks = [*_front(found["meta"], reader), *found["blocks"]]
    try:
        content = Blocks(losses, dividing(blocks)).read(blocks)
        return Taken(read({"type": "doc", "content": content or [EMPTY_PARAGRAPH]}), +losses)
    except (InvalidText, RecursionError) as error:
        raise ValidationError(
            _("This text is too long, or its lists too deep. Make two files of it."), code="long"
        ) from error


def _front(meta: dict[str, Any], reader: str) -> list[dict[str, Any]]:
    """Return the lines that an office file shows above its text, and pandoc sets apart.

    The title of a web page stands in the bar of a browser, and once more in its text.
    """
    if reader == "html":
        return []
    front: list[dict[str, Any]] = []
    for name in ("title", "subtitle", "author", "date", "abstract"):
        front += _lines(meta.get(name))
    if front and "title" in meta:
        front[0] = {"t": "Header", "c": [1, ["", [], []], front[0]["c"]]}
    return front


def _lines(value: Any) -> list[dict[str, Any]]:
    match value:
        case {"t": "MetaInlines", "c": inlines}:
            return [{"t": "Para", "c": inlines}]
        case {"t": "MetaBlocks", "c": list(blocks)}:
            return blocks
        case {"t": "MetaList", "c": values}:
            return [line for each in values for line in _lines(each)]
    return []


def _decoded(data: bytes, language: str) -> str:
    """Return the letters of a text, in whichever way a program wrote them."""
    if data.startswith(_NO_TEXT):
        raise Refused("mismatch")
    declared = _CHARSET.search(data[:_BYTES_SEARCHED])
    said = [declared[1].decode()] if declared else []
    try:
        return decode(data, [*said, "utf-8-sig", _OLD_ENCODINGS.get(language, "cp1252")])
    except Refusal as refusal:
        raise ValidationError(
            _("The letters of this file cannot be read. Save it as UTF-8 and send it again."),
            code="letters",
        ) from refusal
