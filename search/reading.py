"""What is kept of a text so that it is found: its terms, its words, and a sign of all that it says.

The same for pages and for what stands in spaces.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import Model

from search.text import Token, characters, tokens


class Read(NamedTuple):
    """The terms of a title and of a text, and each word of both once, as it is typed."""

    title: list[str]
    text: list[str]
    words: list[str]


def read(title: str, text: str, language: str) -> Read:
    of_title, of_text = list(tokens(title, language)), list(tokens(text, language))
    words = dict.fromkeys(token.word for token in (*of_title, *of_text))
    return Read(terms(of_title, title), terms(of_text, text), list(words))


def terms(found: Iterable[Token], text: str) -> list[str]:
    # Single characters of Chinese stand behind: between its pairs they would keep a phrase apart.
    return [*(token.term for token in found), *dict.fromkeys(characters(text))]


def spaced(words: Iterable[str]) -> str:
    """Return words with a space before and behind each: what is looked for is found as a whole."""
    return f" {' '.join(words)} "


def digest_of(row: Model, but: Collection[str]) -> str:
    """Return a sign of what the fields of a row say, `but` for some."""
    fields = [each.attname for each in row._meta.concrete_fields if each.name not in but]
    said = [str(getattr(row, name)) for name in fields]
    return hashlib.blake2b(json.dumps(said).encode(), digest_size=16).hexdigest()
