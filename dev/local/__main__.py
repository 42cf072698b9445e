"""The front of the local services: starts what is missing, and tells the site where it is.

Decides which are missing: those whose address neither the environment nor `.env` gives. What runs
is written to `VAR_DIR/services/env`, which `config.env` reads last.
"""

import argparse
import fcntl
import os
import stat
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TextIO

from config.env import VAR, env
from dev.local.base import Service, Unavailable, write_secret
from dev.local.elasticsearch import Elasticsearch
from dev.local.mail import Mail
from dev.local.postgresql import PostgreSQL
from dev.local.s3 import S3

FOLDER = VAR.resolve() / "services"
ENV = FOLDER / "env"
# The slowest first.
SERVICES: tuple[type[Service], ...] = (Elasticsearch, S3, PostgreSQL, Mail)


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev/services", description="Local services.")
    parser.add_argument("action", choices=["start", "stop", "status", "running", "env"])
    parser.add_argument("names", nargs="*", metavar="service", help="all unless named")
    parser.add_argument("--cache", type=Path, required=True, help="where downloads are kept")
    parser.add_argument("--plain", action="store_true", help="Elasticsearch without TLS")
    asked = parser.parse_args()
    Elasticsearch.plain = asked.plain

    # What root makes, the servers must be able to read; what is secret says so itself.
    os.umask(0o022)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        # One front at a time: two would start everything twice.
        fcntl.flock(lock, fcntl.LOCK_EX)
        home = reachable(FOLDER)
        services = [kind(home, asked.cache.resolve()) for kind in SERVICES]
        chosen = [each for each in services if each.name in (asked.names or names(services))]
        if unknown := set(asked.names) - names(services):
            parser.error(f"there is no service {', '.join(sorted(unknown))}")
        if asked.action == "start":
            return start(chosen, services)
        if asked.action == "stop":
            return stop(chosen, services)
    if asked.action == "env":
        sys.stdout.write(ENV.read_text() if ENV.exists() else "")
        return 0
    if asked.action == "running":
        say(*(each.name for each in chosen if each.pid is not None))
        return 0
    return status(chosen)


def names(services: list[Service]) -> set[str]:
    return {each.name for each in services}


def start(chosen: list[Service], services: list[Service]) -> int:
    given = {each.name for each in services if is_given(each)}
    missing = [each for each in chosen if each.pid is None and each.name not in given]
    with ThreadPoolExecutor() as pool:
        attempts = [pool.submit(start_one, each) for each in missing]
    write_env([each for each in services if each.name not in given])
    if ENV.exists():
        say(ENV.read_text())
    for each in services:
        if each.name in given:
            say(f"{each.name}: {each.variables[0]} is given; that one is used")
        elif each.pid is not None:
            say(*each.notes())
    say("To stop what was started here: make services-stop")
    results = [each.result() for each in attempts]
    return 0 if all(results) else 1


def start_one(service: Service) -> bool:
    began = time.monotonic()
    say(f"{service.name}: starting")
    try:
        service.start()
    except Unavailable as error:
        say(f"{service.name}: not started: {error}", to=sys.stderr)
        return False
    say(f"{service.name}: up after {time.monotonic() - began:.1f} s, port {service.port}")
    return True


def stop(chosen: list[Service], services: list[Service]) -> int:
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda each: each.stop(), chosen))
    write_env([each for each in services if not is_given(each)])
    return 0


def status(chosen: list[Service]) -> int:
    lines, is_complete = [], True
    for each in chosen:
        if is_given(each):
            lines.append(f"{each.name:14} given by {each.variables[0]}")
        elif each.pid is None:
            is_complete = False
            lines.append(f"{each.name:14} stopped")
        else:
            lines.append(f"{each.name:14} up, port {each.port}, log {each.log}")
    say(*lines)
    return 0 if is_complete else 1


def is_given(service: Service) -> bool:
    """Say whether the environment or `.env` names another one than ours."""
    value = env(service.variables[0])
    return bool(value) and value != written().get(service.variables[0])


def written() -> dict[str, str]:
    lines = ENV.read_text().splitlines() if ENV.exists() else []
    return dict(line.split("=", 1) for line in lines)


def write_env(services: list[Service]) -> None:
    """Write what runs now; nothing running, no file."""
    variables = {
        name: value
        for each in services
        if each.pid is not None
        for name, value in each.env().items()
    }
    if variables:
        write_secret(ENV, "".join(f"{name}={value}\n" for name, value in variables.items()))
    else:
        ENV.unlink(missing_ok=True)


def reachable(folder: Path) -> Path:
    """Return where the servers' folders are: here, or where servers that are not root can get to.

    Root's own folders let nobody pass, and PostgreSQL and Elasticsearch refuse to run as root.
    """
    if os.geteuid() != 0 or all(
        each.stat().st_mode & stat.S_IXOTH for each in (folder, *folder.parents)
    ):
        return folder
    note = folder / "elsewhere"
    place = Path(note.read_text()) if note.exists() else None
    if place is None or not place.is_dir() or place.stat().st_uid != 0:
        place = Path(tempfile.mkdtemp(prefix="portevoix-", dir="/var/tmp"))
        place.chmod(0o711)
        note.write_text(str(place))
        say(f"Only root gets to {folder}: the servers keep their data in {place}", to=sys.stderr)
    return place


def say(*lines: str, to: TextIO | None = None) -> None:
    for line in lines:
        # In one piece: several services speak at once.
        (to or sys.stdout).write(f"{line.rstrip()}\n")
        (to or sys.stdout).flush()


if __name__ == "__main__":
    sys.exit(main())
