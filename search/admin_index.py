"""The index of SQLite, which the admin's choosers and lists are searched in.

Imported on SQLite alone: Wagtail has its models there only.
"""

from collections.abc import Iterable

from django.db import models, transaction
from modelsearch.backends.database.sqlite.sqlite import SQLiteIndex, SQLiteSearchBackend


class PatientIndex(SQLiteIndex):
    """Looks whether there is an entry, and adds it, with nobody in between.

    A form and the worker both add what was saved. On SQLite the library asks first and inserts
    then, and the second of the two answered an editor with an error; elsewhere one statement does
    both.
    """

    @transaction.atomic
    def add_items(self, model: type[models.Model], objs: Iterable[models.Model]) -> None:
        super().add_items(model, objs)


class PatientBackend(SQLiteSearchBackend):
    index_class = PatientIndex
