"""Words that stand in one place only, in four scripts; wherever else they are seen, it leaked."""

import json
from collections.abc import Iterator
from email.header import decode_header, make_header
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile, is_zipfile

# Said in a space, by its members.
INSIDE = ("quetzalvine", "زمردسحاب", "жаворсвет", "翠羽岚石")
# On a page that is not published, and was shown to the space: its editors know it.
UNPUBLISHED = ("ospreyfern", "نورسظلال", "зимородколист", "鹭影竹溪")
# How people are reached: whoever manages the accounts knows it.
ADDRESSES = ("korrigane",)

SAID, SHOWN = " ".join(INSIDE), " ".join(UNPUBLISHED)


def leaked(text: str, words: tuple[str, ...]) -> list[str]:
    """Return where the words stand in a text, however they are written there."""
    said = readable(text)
    places = {word: said.find(word) for word in words}
    return [
        f"{word}: …{said[max(at - 60, 0) : at + 60]}…" for word, at in places.items() if at >= 0
    ]


def readable(text: str) -> str:
    """Return a text and what it says to who undoes how it is written: HTML, JSON, an address."""
    versions = [text, unescape(text), unquote(text), unescaped(text)]
    return "\n".join(versions).casefold()


def unescaped(text: str) -> str:
    r"""Undo the `\uXXXX` of JSON, in an attribute of HTML too."""
    try:
        return str(json.loads('"' + unescape(text).replace('"', "").replace("\n", " ") + '"'))
    except ValueError:
        return text


def everything_in(response: Any) -> str:
    """Return all that an answer says, in its headers and in what is packed into its body."""
    headers = (f"{name}: {decoded(said)}" for name, said in response.headers.items())
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return "\n".join([*headers, response.cookies.output(), *texts(body)])


def decoded(header: str) -> str:
    return str(make_header(decode_header(header)))


def texts(content: bytes) -> Iterator[str]:
    yield content.decode(errors="replace")
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as archive:
            for member in archive.namelist():
                yield member
                yield archive.read(member).decode(errors="replace")
