"""Whether this process can serve: its database answers, and is as the code wants it."""

from functools import cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def is_ready() -> bool:
    try:
        return not unapplied_migrations()
    except Error:
        return False


def unapplied_migrations() -> frozenset[tuple[str, str]]:
    """Return the migrations, by app and name, that the code has and the database has not.

    One query: what is on disk does not change while a process lives.
    """
    return _migrations_on_disk() - set(MigrationRecorder(connection).applied_migrations())


@cache
def _migrations_on_disk() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.nodes)
