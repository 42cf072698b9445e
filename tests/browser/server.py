"""The demonstration on a server of its own: another process, another database, other media.

The journeys see only what visitors see. They may not use the database of the suite: the browser
runs an event loop in the process of the tests, where Django refuses to.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Self

from django.conf import settings

from config.env import env

PYTHON = Path(sys.executable)
PYBABEL = PYTHON.with_name("pybabel")
SECONDS_TO_START = 30
GATHER_THE_CAST = "from tests.cast import Cast; Cast.gather()"
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

    @classmethod
    def listed_by(cls, command: "Command", origin: str) -> Self:
        told = json.loads(command.run("manage.py", "shell", "--no-imports", "-c", LIST_PAGES))
        pages = tuple(DemoPage(**page) for page in told["pages"])
        return cls(origin=origin, types=tuple(told["types"]), pages=pages)

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


@dataclass(frozen=True)
class Command:
    """Runs programs of the project on what is in a folder, however the machine is set up."""

    folder: Path
    origin: str
    # The variables of the services it uses; without any, the embedded forms.
    services: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        # Empty rather than absent: an absent variable is looked for in the developer's `.env`.
        return dict.fromkeys(env.scheme, "") | {
            "PATH": os.defpath,
            "LANG": "C.UTF-8",
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "BASE_URL": self.origin,
            "VAR_DIR": str(self.folder),
            "ELASTICSEARCH_PREFIX": "portevoix",
            "S3_REGION": "us-east-1",
            **self.services,
        }

    def run(self, *arguments: str) -> str:
        """Return what a program prints; the tests stop with what it complained of when it fails."""
        done = subprocess.run(
            [PYTHON, *arguments],
            cwd=settings.ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}")
        return done.stdout

    @contextmanager
    def serving(self, port: int, workers: int = 1) -> Iterator[subprocess.Popen[bytes]]:
        """Serve with one worker, whose memory is the cache, and log to the folder."""
        address = [f"--workers={workers}", "--no-control-socket", f"--bind=localhost:{port}"]
        with self.running(["-m", "gunicorn", *address], self.log) as server:
            yield server

    @contextmanager
    def working(self) -> Iterator[subprocess.Popen[bytes]]:
        """Do the background work, and log to the folder."""
        with self.running(["manage.py", "worker"], self.folder / "worker.log") as worker:
            yield worker

    @contextmanager
    def running(self, arguments: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
        with log.open("ab") as output:
            process = subprocess.Popen(
                [PYTHON, *arguments],
                cwd=settings.ROOT,
                env=self.environment,
                stdout=output,
                stderr=output,
            )
            try:
                yield process
            finally:
                process.terminate()
                process.wait(timeout=SECONDS_TO_START)

    @property
    def log(self) -> Path:
        return self.folder / "server.log"


@contextmanager
def serve_demo(folder: Path) -> Iterator[Demo]:
    """Load the demonstration into `folder` and serve it on a free port of this machine.

    Raises RuntimeError, at the end, when the server logged an error meanwhile: its log stays there.
    """
    compile_catalogues()
    port = free_port()
    command = Command(folder, origin=f"http://localhost:{port}")
    command.run("manage.py", "migrate", "--verbosity=0")
    command.run("manage.py", "demo_load")
    command.run("manage.py", "shell", "--no-imports", "-c", GATHER_THE_CAST)
    demo = Demo.listed_by(command, command.origin)
    with command.serving(port) as server, command.working():
        wait_for(server, port, command.log)
        yield demo
    if broken := [line for line in command.log.read_text().splitlines() if "ERROR" in line]:
        raise RuntimeError("\n".join([f"The server broke, see {command.log}:", *broken]))


def compile_catalogues() -> None:
    """Compile what `make` would have compiled; a bare `pytest` may be what started us."""
    for source in settings.SITE.glob("locale/*/LC_MESSAGES/django.po"):
        if not source.with_suffix(".mo").exists():
            # What is wrong with a catalogue is for its own tests to tell.
            files = [f"--input-file={source}", f"--output-file={source.with_suffix('.mo')}"]
            subprocess.run(
                [str(PYBABEL), "--quiet", "compile", "--domain=django", *files],
                check=False,
            )


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The server did not start:\n{log.read_text()}")
