"""What several tests need, made once: a migrated database, the demonstration.

Whichever process of the suite comes first makes it; each test takes a copy of its own.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from psycopg import sql

from config import env
from tests.browser.server import Command

SQLITE = "portevoix.sqlite3"


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Return `folder`, made by whoever asks first; the others wait, and find it whole."""
    with _locked(folder):
        if not folder.exists():
            unfinished = folder.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(folder)
    return folder


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(command: Command) -> None:
    """Do what `manage.py migrate` does to the database of a command, which is empty."""
    if database := command.services.get("DATABASE_URL"):
        _copy_postgresql(database)
    else:
        shutil.copy(_migrated_sqlite() / SQLITE, command.folder / SQLITE)


def migrated_postgresql() -> str:
    """Return the name of a migrated database, to be copied and never to be written to."""
    name = f"portevoix_migrated_{_version()}"
    with _locked(env.VAR / "test-databases" / name):
        asked = sql.SQL("SELECT 1 FROM pg_database WHERE datname = {}").format(sql.Literal(name))
        with psycopg.connect(env.DATABASE_URL, autocommit=True) as connection:
            if connection.execute(asked).fetchone():
                return name
            unfinished = sql.Identifier(f"{name}_unfinished")
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(unfinished))
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(unfinished))
            url = urlsplit(env.DATABASE_URL)._replace(path=f"/{name}_unfinished").geturl()
            with TemporaryDirectory() as folder:
                _migrate(Path(folder), DATABASE_URL=url)
            finished = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            connection.execute(finished.format(unfinished, sql.Identifier(name)))
    return name


def _migrated_sqlite() -> Path:
    return once(env.VAR / "test-databases" / _version(), _migrate)


def _copy_postgresql(database: str) -> None:
    copy = sql.Identifier(urlsplit(database).path.lstrip("/"))
    made = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
        copy, sql.Identifier(migrated_postgresql())
    )
    with psycopg.connect(env.DATABASE_URL, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(copy))
        connection.execute(made)


@lru_cache
def _version() -> str:
    """Return a name for the tables as the migrations make them, ours and our packages'."""
    digest = hashlib.sha256((settings.ROOT / "requirements.txt").read_bytes())
    migrations = [
        each for root in (settings.SITE, settings.ROOT) for each in root.glob("*/migrations/*.py")
    ]
    # Which packages there are is in the settings.
    for path in sorted([*migrations, settings.SITE / "config/settings/base.py"]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _migrate(folder: Path, **services: str) -> None:
    command = Command(folder, origin="http://localhost:8000", services=services)
    command.run("manage.py", "migrate", "--verbosity=0")
