"""The stylesheets: many files to read, one to serve.

`static/css/site.css` names its parts with `@import`, in the order in which they count; so does
`workspace.css`, which the screens of people who sign in add to it. Who asks for one, a browser in
development or `collectstatic`, is given the parts joined, without what only people read. The parts
are not served by themselves.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage

# Each has its parts in a folder of its own name.
SHEETS = ("css/site.css", "css/workspace.css")
FOLDERS = tuple(f"{sheet.removesuffix('.css')}/" for sheet in SHEETS)

IMPORT = re.compile(r'@import "([^"]+)";')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# What must stay as it is written: a string, an address, an escaped character.
VERBATIM = r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\)|\\(?:[0-9a-fA-F]{1,6}\s?|.)"""
ASIDE = re.compile(f"{COMMENT.pattern}|{VERBATIM}", re.DOTALL)
PLACE = "\0"

# In the finder, `list` is a method.
Messages = list[CheckMessage]


class StylesheetFinder(FileSystemFinder):
    """Finds the files of `STATICFILES_DIRS`, with the parts of each stylesheet joined into one."""

    def find_location(self, root: Any, path: str, prefix: str | None = None) -> str | None:
        if path.startswith(FOLDERS):
            return None
        found: str | None = super().find_location(root, path, prefix)
        return str(joined(Path(found))) if found and path in SHEETS else found

    def list(self, ignore_patterns: Any) -> Iterator[Any]:
        parts = [f"{folder}*" for folder in FOLDERS]
        for path, storage in super().list([*(ignore_patterns or ()), *parts]):
            if path in SHEETS:
                joined(Path(storage.path(path)))
                yield path, FileSystemStorage(settings.STYLESHEETS_ROOT)
            else:
                yield path, storage

    def check(self, **kwargs: Any) -> Messages:
        roots = [Path(root) for _, root in self.locations]
        sheets = [(root, name) for root in roots for name in SHEETS if (root / name).exists()]
        errors = [error for root, name in sheets for error in mistakes(root, name)]
        return [*super().check(**kwargs), *errors]


def mistakes(root: Path, name: str) -> Iterator[Error]:
    """Yield a part of the stylesheet that is named and absent, or there and not named."""
    sheet = root / name
    named = [sheet.parent / each for each in IMPORT.findall(COMMENT.sub("", sheet.read_text()))]
    present = set(sheet.with_suffix("").glob("*.css"))
    for part in sorted(set(named) ^ present):
        what = "is not named in" if part in present else "does not exist, and is named in"
        yield Error(f"{part.relative_to(root)} {what} {name}.", id="stylesheets.E001")
    for part in sorted({each for each in named if named.count(each) > 1}):
        yield Error(f"{part.relative_to(root)} is named twice in {name}.", id="stylesheets.E002")


def joined(sheet: Path) -> Path:
    """Return the file that holds `sheet` with its parts in it, minified and never out of date."""
    order = COMMENT.sub("", sheet.read_text())
    text = IMPORT.sub(lambda named: (sheet.parent / named[1]).read_text(), order)
    target = Path(settings.STYLESHEETS_ROOT) / "css" / sheet.name
    content = minified(text)
    if not target.exists() or target.read_text() != content:
        write(target, content)
    return target


def write(target: Path, content: str) -> None:
    """Write the file at once: another process may be reading it, or writing the same."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=target.parent, delete=False) as file:
        file.write(content)
    os.replace(file.name, target)


def minified(text: str) -> str:
    """Return the same rules without comments and without the blanks that mean nothing.

    A blank that may be a combinator or belong to `calc()` stays; a comment counts as a blank.
    """
    verbatim = []

    def put_aside(match: re.Match[str]) -> str:
        if match[0].startswith("/*"):
            return " "
        verbatim.append(match[0])
        return PLACE

    bare = re.sub(r"\s+", " ", ASIDE.sub(put_aside, text)).strip()
    bare = re.sub(r" ?([{};,>]) ?", r"\1", bare)
    # Never before a colon or an opening bracket: `a :hover` and `and (…)` need their blank.
    bare = re.sub(r"([:(]) | (?=[)!])", r"\1", bare).replace(";}", "}")
    kept = iter(verbatim)
    return re.sub(PLACE, lambda _: next(kept), bare)
