"""What is in a document and its reader does not see: counted, and no more said of it."""

import re
from pathlib import Path

from media.cleaning.archives import Archive
from media.cleaning.markup import Element, local, parsed
from media.cleaning.refusal import Refusal

# Of the text itself. A document that unpacks to more is no text that people write together.
PART_BYTES = 24 * 1024 * 1024
PARTS = {
    "docx": re.compile(r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml"),
    "odt": re.compile(r"(?:content|styles)\.xml"),
}
MARGINS = {"docx": ("hdr", "ftr"), "odt": ("header", "footer")}
COUNTED = {
    "docx": {
        "ins": "insertion",
        "moveTo": "insertion",
        "del": "deletion",
        "moveFrom": "deletion",
        "comment": "comment",
        "vanish": "hidden",
    },
    "odt": {
        "insertion": "insertion",
        "deletion": "deletion",
        "annotation": "comment",
        "hidden-text": "hidden",
        "hidden-paragraph": "hidden",
    },
}


def counts(path: Path, kind: str) -> dict[str, int]:
    """Return how much of each there is in a text document. Raises `Refusal`."""
    found: dict[str, int] = {}
    with Archive(path) as archive:
        parts = list(filter(PARTS[kind].fullmatch, archive.names))
        if sum(archive.zip.getinfo(part).file_size for part in parts) > PART_BYTES:
            raise Refusal("too_demanding")
        for part in parts:
            root = parsed(archive.read(part))
            for element in root.iter():
                if name := name_of(element, kind):
                    found[name] = found.get(name, 0) + 1
    return found


def name_of(element: Element, kind: str) -> str | None:
    name = local(str(element.tag))
    if name in MARGINS[kind] and any(
        sign.isalpha() for words in element.itertext() for sign in words
    ):
        # More than the number of the page.
        return "margin"
    if name in ("ins", "del") and local(str(element.getparent().tag)) in ("rPr", "trPr"):
        # The mark of a paragraph or of a row, which has no words.
        return None
    return COUNTED[kind].get(name)
