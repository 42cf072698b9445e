"""Reads the demonstration content: what is the same in every language, and the words of each."""

import tomllib
import uuid
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FILES = HERE / "files"
# What is made of demonstration content is known by its translation key, which comes from its name.
NAMESPACE = uuid.UUID("6f0b3f5e-4a53-5d0c-9a53-0d6c7f7e1c11")

Table = dict[str, Any]


@lru_cache
def plan() -> Table:
    """Return dates, numbers and links, by the key of each page."""
    return _read(HERE / "plan.toml")


@lru_cache
def texts(code: str) -> Table:
    """Return the words of a language, by the key of each page."""
    return _read(HERE / "texts" / f"{code}.toml")


@lru_cache
def spaces() -> list[Table]:
    """Return the two spaces, with what is in them."""
    found: list[Table] = _read(HERE / "spaces.toml")["spaces"]
    return found


def translation_key(name: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, name)


def exists_in(key: str, code: str) -> bool:
    """Return whether a page is part of the demonstration in a language."""
    only_in = plan().get(key, {}).get("only_in")
    return key in texts(code) and (only_in is None or code in only_in)


def _read(path: Path) -> Table:
    with path.open("rb") as file:
        return tomllib.load(file)
