"""What every local service is: a folder, an owner, remembered ports and secrets, one process.

Decides whose process it is: the one whose number is in the folder and whose command line names that
folder. A number alone may by now belong to a stranger, who is never stopped.
"""

import os
import re
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

# What no account needs to exist for, so that none is made.
NOBODY = 65534


class Unavailable(Exception):
    """It cannot run here. The message says what is missing and how to get it."""


def drop_root() -> dict[str, Any]:
    """Return the options of `subprocess` under which root starts a server that refuses root."""
    if os.geteuid() != 0:
        return {}
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}


def finish(command: Sequence[Any], failure: str, **options: Any) -> None:
    """Run this to its end. Raises Unavailable, with what it said, if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        raise Unavailable(f"{failure}:\n{(done.stdout + done.stderr)[-2000:]}")


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As servers do: a connection that was just closed does not hold the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def write_secret(path: Path, text: str) -> None:
    """Write a file that nobody else can read, not even for a moment."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    new.replace(path)


def command_line(pid: int) -> str:
    """Return what runs under this number; nothing if it has ended."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            return ""
    ps = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
    return subprocess.run(ps, capture_output=True, text=True, check=False).stdout


class Service:
    name: ClassVar[str]
    # What the site reads. Whoever gives the first one brings a service of their own.
    variables: ClassVar[tuple[str, ...]]
    # The first of as many ports in a row as it listens on, below those that connections get.
    first_port: ClassVar[int]
    port_count: ClassVar[int] = 1
    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM
    seconds_to_start: ClassVar[int] = 30

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder / self.name
        self.cache = cache

    def start(self) -> None:
        """Start it and wait until it answers. Raises Unavailable."""
        raise NotImplementedError

    def env(self) -> dict[str, str]:
        """Return what the site must know to use it. It runs."""
        raise NotImplementedError

    def notes(self) -> list[str]:
        """Return the lines that tell a person what to do with it. It runs."""
        return []

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def port(self) -> int:
        return int(self.recall("port") or 0)

    @property
    def pid(self) -> int | None:
        """The number of its process; none when it does not run."""
        written = self.recall("pid")
        if not written.isdecimal():
            return None
        is_ours = re.search(rf"{re.escape(str(self.folder))}\b", command_line(int(written)))
        return int(written) if is_ours else None

    def recall(self, name: str) -> str:
        try:
            return (self.folder / name).read_text()
        except FileNotFoundError:
            return ""

    def remember(self, name: str, make: Callable[[], str]) -> str:
        """Return what was written under this name, by `make` the first time."""
        if not self.recall(name):
            write_secret(self.folder / name, make())
        return self.recall(name)

    def secret(self, name: str) -> str:
        return self.remember(name, lambda: secrets.token_hex(24))

    def prepare(self) -> None:
        """Make its folder and choose its ports: the same as last time while they are free."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o711)
        first = self.port or self.first_port
        ports = range(self.port_count)
        while not all(is_free(first + each) for each in ports):
            first += self.port_count
        write_secret(self.folder / "port", str(first))

    def make_folder(self, name: str) -> Path:
        """Return a folder that the server itself may write in, and nobody else may read."""
        path = self.folder / name
        path.mkdir(exist_ok=True, mode=0o700)
        self.hand_over(path)
        return path

    def hand_over(self, path: Path) -> None:
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)

    def launch(
        self,
        command: Sequence[Any],
        is_up: Callable[[], bool],
        env: dict[str, str] | None = None,
        **options: Any,
    ) -> None:
        """Start this as a process of its own, and wait until `is_up`. Raises Unavailable."""
        with self.log.open("wb") as log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env=env,
                **options,
            )
        write_secret(self.folder / "pid", str(process.pid))
        ends = time.monotonic() + self.seconds_to_start
        while not is_up():
            if process.poll() is not None:
                raise Unavailable(f"it ended at once:\n{self.last_words()}")
            if time.monotonic() > ends:
                self.stop()
                raise Unavailable(
                    f"no answer after {self.seconds_to_start} seconds:\n{self.last_words()}"
                )
            time.sleep(0.1)

    def last_words(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-15:]
        return "\n".join([*lines, f"(from {self.log})"])

    def stop(self) -> None:
        """Ask it to end, and see to it that it does."""
        pid = self.pid
        if pid is not None:
            os.kill(pid, self.stop_signal)
            ends = time.monotonic() + 20
            while self.pid and time.monotonic() < ends:
                time.sleep(0.05)
            if self.pid:
                # It leads a session of its own: its children go with it.
                os.killpg(pid, signal.SIGKILL)
        (self.folder / "pid").unlink(missing_ok=True)
