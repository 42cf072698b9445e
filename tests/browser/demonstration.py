"""The demonstration on a server of its own, as visitors and editors meet it.

The journeys see only what people see. They may not use the database of the suite: the browser runs
an event loop in the process of the tests, where Django refuses to.
"""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from tests.browser.server import Command, compile_catalogues, free_port, wait_for
from tests.ready_made import migrate, once

GATHER_THE_CAST = """
from tests.cast import Cast
from tests.door import KNOWN
from users.codes import give_app

for person in vars(Cast.gather()).values():
    give_app(person, KNOWN)
"""
LIST_PAGES = """
import json
from core.models import BasePage
from core.querysets import public_pages
from wagtail.models import get_page_models

pages = public_pages().filter(depth__gt=1).select_related("locale", "content_type")
types = [each for each in get_page_models() if issubclass(each, BasePage) and each.is_creatable]
print(json.dumps({
    "types": [each._meta.label_lower for each in types],
    "pages": [
        {
            "pk": page.pk,
            "type": page.specific_class._meta.label_lower,
            "language": page.locale.language_code,
            "path": page.get_url(),
            "title": page.title,
            "key": str(page.translation_key),
        }
        for page in pages
    ],
}))
"""


@dataclass(frozen=True)
class DemoPage:
    """A public page of the demonstration; its translations share its `key`."""

    pk: int
    type: str
    language: str
    path: str
    title: str
    key: str


@dataclass(frozen=True)
class Demo:
    """Where the demonstration answers, and what is in it."""

    origin: str
    types: tuple[str, ...]
    pages: tuple[DemoPage, ...]
    # Where the worker prints the letters that no server takes.
    letters: Path

    @classmethod
    def listed_by(cls, command: Command, origin: str) -> Self:
        told = json.loads(command.run("manage.py", "shell", "--no-imports", "-c", LIST_PAGES))
        pages = tuple(DemoPage(**page) for page in told["pages"])
        letters = command.folder / "worker.log"
        return cls(origin=origin, types=tuple(told["types"]), pages=pages, letters=letters)

    def letter_to(self, address: str, of: str = "") -> str:
        """Return the last letter to an address that has these words, once it is there."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            written = self.letters.read_text().split(f"To: {address}\n")[1:]
            whole = [letter.partition("\n-----")[0] for letter in written if "-----" in letter]
            if letters := [letter for letter in whole if of in letter]:
                return letters[-1]
            time.sleep(0.2)
        raise TimeoutError(f"No letter to {address} came.")

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(page.language for page in self.pages))

    def first(self, kind: str, language: str) -> DemoPage:
        """Return the first page, in tree order, of a type by its name alone: “goalpage”."""
        return next(
            page
            for page in self.pages
            if page.language == language and page.type.endswith(f".{kind}")
        )

    def one_of_each(self, language: str) -> list[DemoPage]:
        return [self.first(label.split(".")[1], language) for label in self.types]

    def translations(self, page: DemoPage) -> dict[str, DemoPage]:
        return {each.language: each for each in self.pages if each.key == page.key}


@contextmanager
def serve_demo(folder: Path, *, made_in: Path) -> Iterator[Demo]:
    """Serve the demonstration from `folder` on a free port of this machine.

    It is loaded once, in `made_in`, which other processes of the suite know too. Raises
    RuntimeError, at the end, when the server logged an error meanwhile: its log stays there.
    """
    compile_catalogues()
    shutil.copytree(once(made_in / "demonstration", _load), folder, dirs_exist_ok=True)
    port = free_port()
    command = Command(folder, origin=f"http://localhost:{port}")
    demo = Demo.listed_by(command, command.origin)
    with command.serving(port) as server, command.working():
        wait_for(server, port, command.log)
        yield demo
    if broken := [line for line in command.log.read_text().splitlines() if "ERROR" in line]:
        raise RuntimeError("\n".join([f"The server broke, see {command.log}:", *broken]))


def _load(folder: Path) -> None:
    command = Command(folder, origin="http://localhost")
    migrate(command)
    command.run("manage.py", "demo_load")
    command.run("manage.py", "shell", "--no-imports", "-c", GATHER_THE_CAST)
