"""What a backup asks of a database, whichever it is: one moment of it, kept and brought back."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from django.db import connection

from operations.backup.errors import BackupError
from operations.backup.postgresql import PostgreSQL
from operations.backup.seal import Readable
from operations.backup.sqlite import SQLite


class Snapshot(Protocol):
    """The database at one moment: all that is asked of it is answered as of then."""

    def tables(self) -> list[str]: ...

    def columns(self, table: str) -> set[str]: ...

    def rows(self, query: str) -> Iterable[tuple[Any, ...]]: ...

    def dump(self) -> AbstractContextManager[Readable]: ...


class Engine(Protocol):
    def snapshot(self, scratch: Path, *, emptied: list[str]) -> AbstractContextManager[Snapshot]:
        """Take a snapshot whose dump holds no rows of the emptied tables."""

    def check(self, dump: Path) -> None:
        """Raise BackupError, having changed nothing, when the dump could not be loaded."""

    def load(self, dump: Path, *, then: list[str]) -> None:
        """Put the dump in the place of all tables, and do `then`: all of it or nothing."""


ENGINES: dict[str, type[Engine]] = {"postgresql": PostgreSQL, "sqlite": SQLite}


def engine() -> Engine:
    try:
        return ENGINES[connection.vendor]()
    except KeyError:
        raise BackupError(f"There are no backups of {connection.vendor} databases.") from None


def count_query(table: str) -> str:
    return f'SELECT count(*) FROM "{table}"'  # noqa: S608 (a name from the catalogue)


def counts(snapshot: Snapshot, *, emptied: list[str]) -> Iterator[tuple[str, int]]:
    for table in snapshot.tables():
        [(count,)] = [(0,)] if table in emptied else snapshot.rows(count_query(table))
        yield table, count
