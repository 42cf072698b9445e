"""What the name of a file may be, and the name it gets."""

import re
from pathlib import PurePath

from media.cleaning.refusal import Refusal

# What a server or a computer might run. A word that ends web addresses too is left out: many
# documents are named after a site.
PROGRAMS = {
    "asp", "aspx", "bat", "cgi", "cmd", "exe", "hta", "htm", "html", "jar", "js", "jsp", "lnk",
    "mjs", "msi", "phar", "php", "phtml", "ps1", "scr", "sh", "shtml", "svg", "vbs", "xhtml",
}  # fmt: skip
PHP_BY_VERSION = re.compile(r"php\d|pht")
# They turn the rest of a name around, or cannot be seen in it.
INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
SEPARATORS = re.compile(r"[.;:%?*|]")


def extension_of(name: str) -> str:
    """Return what the name says the file is, in small letters; refuse the name of a program."""
    endings = [part.strip().lower() for part in SEPARATORS.split(INVISIBLE.sub("", name))[1:]]
    if any(ending in PROGRAMS or PHP_BY_VERSION.fullmatch(ending) for ending in endings):
        raise Refusal("name")
    return PurePath(INVISIBLE.sub("", name)).suffix.lower().removeprefix(".")


def with_extension(name: str, extension: str) -> str:
    stem = PurePath(INVISIBLE.sub("", name)).stem.strip(" .") or "file"
    return f"{stem}.{extension}"
