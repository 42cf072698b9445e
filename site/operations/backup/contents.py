"""Which tables a backup leaves empty, and which columns name the files it takes along."""

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session as DjangoSession
from django.db import models
from wagtail.images import get_image_model
from wagtail.models import UploadedFile
from wagtail.search.models import IndexEntry

from search.embedded import fulltext
from search.models import Entry, Word
from users.models import Session


def _left_out() -> list[type[models.Model]]:
    # Made again: renditions and the search. Waiting for a form that nobody will finish: uploads.
    # Never to be kept: sessions, whose keys sign in.
    return [
        Session,
        DjangoSession,
        UploadedFile,
        Entry,
        Word,
        IndexEntry,
        get_image_model().get_rendition_model(),
    ]


def emptied_tables() -> list[str]:
    caches = [
        str(cache["LOCATION"])
        for cache in settings.CACHES.values()
        if str(cache["BACKEND"]).endswith(".DatabaseCache")
    ]
    return [*(model._meta.db_table for model in _left_out()), fulltext.TABLE, *caches]


@dataclass(frozen=True)
class FileColumn:
    model: str
    table: str
    key: str
    name: str

    @property
    def query(self) -> str:
        """The keys and file names of all rows that have a file."""
        # The names are those of our own models.
        return (
            f'SELECT "{self.key}", "{self.name}" FROM "{self.table}" '  # noqa: S608
            f'WHERE "{self.name}" <> \'\' ORDER BY "{self.key}"'
        )


def file_columns() -> list[FileColumn]:
    return [
        FileColumn(
            model._meta.label_lower, model._meta.db_table, str(model._meta.pk.column), str(f.column)
        )
        for model in apps.get_models()
        if model not in _left_out() and model._meta.managed and not model._meta.proxy
        for f in model._meta.local_concrete_fields
        if isinstance(f, models.FileField)
    ]
