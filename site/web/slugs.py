"""How words are written in an address, whoever makes it: a form, a translator, a command.

What separates words is a hyphen, Latin letters lose their marks, other scripts stay as they are:
“L’été 2021–2025” is “l-ete-2021-2025”, “Вода” is “вода”. A browser would write a marked letter as
two signs of three characters; of an address in its own script it shows the letters.
"""

import re
import unicodedata

from anyascii import anyascii

BETWEEN_WORDS = re.compile(r"[^\w]+")


def slug_of(text: str) -> str:
    """Return a text as it stands in an address; empty where it has neither letter nor digit."""
    plain = "".join(map(folded, unicodedata.normalize("NFKC", text)))
    return BETWEEN_WORDS.sub("-", plain.lower()).strip("-")


def folded(character: str) -> str:
    """Return a Latin letter without its marks, any other character as it is, a mark as nothing."""
    if unicodedata.category(character).startswith("M"):
        return ""
    is_latin = unicodedata.name(character, "").startswith("LATIN ")
    return anyascii(character) if is_latin else character
