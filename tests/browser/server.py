"""The product in processes of its own: another database, other media, a port of this machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from config.env import env

PYTHON = Path(sys.executable)
PYBABEL = PYTHON.with_name("pybabel")
SECONDS_TO_START = 30


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
