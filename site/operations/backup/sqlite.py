"""SQLite: copied by its own online backup, which stops no writer and sees no half of a change."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.db import connection

from operations.backup.errors import BackupError

# Of a quarter of a second each, in which another process writes.
TRIES = 40


class SQLiteSnapshot:
    """A copy of the whole file, made in one step."""

    def __init__(self, path: Path, copy: sqlite3.Connection) -> None:
        self._path = path
        self._copy = copy

    def tables(self) -> list[str]:
        named = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        return [name for (name,) in self.rows(named) if not name.startswith("sqlite_")]

    def columns(self, table: str) -> set[str]:
        found = self._copy.execute("SELECT name FROM pragma_table_info(?)", [table])
        return {name for (name,) in found}

    def rows(self, query: str) -> Iterable[tuple[Any, ...]]:
        return self._copy.execute(query)

    @contextmanager
    def dump(self) -> Iterator[BinaryIO]:
        with self._path.open("rb") as file:
            yield file


class SQLite:
    @contextmanager
    def snapshot(self, scratch: Path, *, emptied: list[str]) -> Iterator[SQLiteSnapshot]:
        path = scratch / "snapshot.sqlite3"
        with _told_in_words(), closing(sqlite3.connect(path)) as copy:
            with closing(_live()) as live:
                live.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            there = SQLiteSnapshot(path, copy)
            for table in set(emptied).intersection(there.tables()):
                copy.execute(f'DELETE FROM "{table}"')  # noqa: S608 (a name from the catalogue)
            copy.commit()
            # Without it the file keeps, in pages it no longer uses, whatever was deleted.
            copy.execute("VACUUM")
            yield there

    def check(self, dump: Path) -> None:
        with _told_in_words(), closing(sqlite3.connect(dump)) as copy:
            [(told,)] = copy.execute("PRAGMA integrity_check(1)")
        if told != "ok":
            raise BackupError(f"The database in the backup is damaged: {told}.")

    def load(self, dump: Path, *, then: list[str]) -> None:
        connection.close()
        with _told_in_words(), closing(sqlite3.connect(dump)) as copy:
            for statement in then:
                copy.execute(statement)
            copy.commit()
            with closing(_live()) as live:
                # One transaction of the live file: other processes see the old or the new.
                copy.backup(live, progress=_Patience())


class _Patience:
    """Ends a copy that waits for another process: by itself it would wait for ever."""

    def __init__(self) -> None:
        self._tries = 0

    def __call__(self, status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            self._tries += 1
        if self._tries >= TRIES:
            raise BackupError(
                "Another process writes to the database: stop the web server and the worker."
            )


def _live() -> sqlite3.Connection:
    return sqlite3.connect(connection.settings_dict["NAME"], timeout=0.25)


@contextmanager
def _told_in_words() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        # With its own words: “database or disk is full”.
        raise BackupError(f"SQLite: {error}.") from error
