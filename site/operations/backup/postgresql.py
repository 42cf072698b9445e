"""PostgreSQL: dumped by its own programs, from a snapshot that we read ourselves as well.

Everything is loaded in one transaction, so that no worker ever sees mails that wait from before the
backup, and a failure leaves what was there.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

import psycopg
from django.db import connection
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo
from psycopg.sql import SQL, Identifier

from operations.backup.errors import BackupError

# Where Debian keeps the programs of each version.
FOLDERS = "/usr/lib/postgresql/*/bin"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
COLUMNS = (
    "SELECT column_name FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND table_name = %s"
)
# What a restored object is in the new place is that place's matter.
PLAIN = ["--no-owner", "--no-privileges", "--no-comments"]


class PostgreSQLSnapshot:
    """One transaction, which sees what the dump sees."""

    def __init__(self, live: psycopg.Connection[Any], scratch: Path, emptied: list[str]) -> None:
        self._live = live
        self._scratch = scratch
        self._emptied = emptied

    def tables(self) -> list[str]:
        return [name for (name,) in self.rows(TABLES)]

    def columns(self, table: str) -> set[str]:
        return {name for (name,) in self._live.execute(COLUMNS, [table])}

    def rows(self, query: str) -> Iterable[tuple[Any, ...]]:
        return self._live.execute(query.encode())

    @contextmanager
    def dump(self) -> Iterator[IO[bytes]]:
        [(snapshot,)] = self.rows("SELECT pg_export_snapshot()")
        command = [
            str(_programs() / "pg_dump"),
            "--format=custom",
            *PLAIN,
            f"--snapshot={snapshot}",
            *(f"--exclude-table-data={table}" for table in self._emptied),
            f"--dbname={_address(self._scratch)}",
        ]
        with tempfile.TemporaryFile(dir=self._scratch) as told:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=told)  # noqa: S603 (ours)
            try:
                with cast(IO[bytes], process.stdout) as output:
                    yield output
            except BaseException:
                process.kill()
                raise
            finally:
                failed = process.wait()
            if failed:
                told.seek(0)
                raise BackupError(_words("pg_dump", told.read()))


class PostgreSQL:
    @contextmanager
    def snapshot(self, scratch: Path, *, emptied: list[str]) -> Iterator[PostgreSQLSnapshot]:
        with _connected() as live:
            live.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            live.read_only = True
            yield PostgreSQLSnapshot(live, scratch, emptied)

    def check(self, dump: Path) -> None:
        _run("pg_restore", *PLAIN, f"--file={_script(dump)}", str(dump))

    def load(self, dump: Path, *, then: list[str]) -> None:
        before, after = dump.with_name("before.sql"), dump.with_name("after.sql")
        with _connected() as live:
            before.write_text(_drop_tables(live))
        # The dump's own script has left no schema to search.
        after.write_text(";\n".join(["SET search_path TO DEFAULT", *then, ""]))
        _run(
            "psql",
            "--no-psqlrc",
            "--quiet",
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
            *(f"--file={script}" for script in (before, _script(dump), after)),
            f"--dbname={_address(dump.parent, options='-c lock_timeout=10s')}",
        )


def _script(dump: Path) -> Path:
    return dump.with_name("restore.sql")


def _drop_tables(live: psycopg.Connection[Any]) -> str:
    names = [Identifier(name) for (name,) in live.execute(TABLES)]
    if not names:
        return ""
    return SQL("DROP TABLE {} CASCADE;").format(SQL(", ").join(names)).as_string(live)


def _connected() -> psycopg.Connection[Any]:
    try:
        return psycopg.connect(make_conninfo(**_parameters()))
    except psycopg.OperationalError as error:
        raise BackupError("The database does not answer.") from error


def _parameters() -> dict[str, Any]:
    """Return what Django connects with, as far as it is a matter of the server."""
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    return {
        name: value
        for name, value in connection.get_connection_params().items()
        if name in known and value is not None
    }


def _address(scratch: Path, *, options: str = "") -> str:
    """Return where the programs find the database, without its password: others see arguments."""
    parameters = _parameters()
    password = str(parameters.pop("password", ""))
    # A dump passes through no connection of Django's: it says what encoding it has.
    parameters.pop("client_encoding", None)
    passfile = scratch / "pgpass"
    passfile.touch(mode=0o600)
    escaped = re.sub(r"([:\\])", r"\\\1", password)
    passfile.write_text(f"*:*:*:*:{escaped}\n")
    parameters["options"] = f"{parameters.get('options', '')} {options}".strip()
    return make_conninfo(**parameters, passfile=str(passfile))


def _programs() -> Path:
    """Return the folder of the programs that fit the server: of its version, or the next."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        server = int(cursor.fetchone()[0]) // 10_000
    found = {}
    for folder in [
        *Path("/").glob(FOLDERS.lstrip("/")),
        Path(shutil.which("pg_dump") or "").parent,
    ]:
        program = folder / "pg_dump"
        if program.is_file():
            told = subprocess.run([program, "--version"], capture_output=True, check=False)  # noqa: S603 (ours)
            if version := re.search(rb"\d+", told.stdout):
                found[int(version[0])] = folder
    fitting = [version for version in found if version >= server]
    if not fitting:
        raise BackupError(
            f"The database is PostgreSQL {server}, and there is no pg_dump of that version here: "
            f"install postgresql-client-{server}."
        )
    return found[min(fitting)]


def _run(program: str, *arguments: str) -> None:
    done = subprocess.run(  # noqa: S603 (ours)
        [str(_programs() / program), *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise BackupError(_words(program, done.stderr))


def _words(program: str, told: bytes) -> str:
    lines = told.decode(errors="replace").strip().splitlines()
    if any("lock timeout" in line for line in lines):
        return "Another process uses the database: stop the web server and the worker."
    return f"{program} failed: {' '.join(lines[:3]) or 'it said nothing'}"
