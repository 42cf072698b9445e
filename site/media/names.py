"""What stored files are called: nothing tells who sent them, and nobody can guess an address.

A token has 128 bits. Only a document keeps words: visitors see them in its address and among their
downloads.
"""

import re
import secrets
import unicodedata
from pathlib import PurePath

RANDOM = r"[0-9a-f]{32}"
# What a rendition can be; a table of ours, since a machine's own may not know them all.
IMAGE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
# What the public store holds, and so what an address below MEDIA_URL may name.
RENDITION = re.compile(rf"{RANDOM}(?:{'|'.join(map(re.escape, IMAGE_TYPES))})")

# Names are measured in bytes on disk, and Chinese takes three for each character.
CHARACTERS = 100
BYTES = 200
# Letters, the marks on them, numbers. A format character, which may turn a name around, is none.
KEPT = {"L", "M", "N"}


def token() -> str:
    return secrets.token_hex(16)


def image_name(name: str) -> str:
    return f"images/{token()}{ending(name)}"


def rendition_name(name: str) -> str:
    return f"{token()}{ending(name)}"


def document_name(name: str) -> str:
    return f"documents/{token()}/{safe(name)}"


def ending(name: str) -> str:
    return PurePath(name).suffix.lower()


def safe(name: str) -> str:
    """Return the name with letters of any script, and no ending but the last."""
    last = ending(name)
    stem = unicodedata.normalize("NFC", PurePath(name).stem)
    kept = "".join(each if unicodedata.category(each)[0] in KEPT else " " for each in stem)
    words = "-".join(kept.split())[: CHARACTERS - len(last)]
    while len(words.encode()) > BYTES:
        words = words[:-1]
    return f"{words.strip('-') or 'file'}{last}"
