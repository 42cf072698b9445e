"""Takes in again what is there already, through the door by which an upload comes.

An older site kept its originals in the folder that a web server hands out. What is found there is
cleaned, kept privately under a name nobody can guess, and taken out of that folder.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.files.storage import storages
from django.db import transaction

from media.cleaner import Refused
from media.models import Document, Image

PAGE = 500


@dataclass(frozen=True)
class Outcome:
    """What became of the file of a row: `reason` is why it was refused, or nothing."""

    model: str
    pk: Any
    name: str
    reason: str = ""


def clean_again(*, everything: bool = False) -> Iterator[Outcome]:
    """Clean and move the files that are not in the private store; or clean all, where asked to.

    A picture that is compressed with loss loses a little each time. What is refused stays as it is,
    and so does a row whose file is nowhere: `media.sweep` tells of those.
    """
    for model in (Document, Image):
        for row in model._base_manager.order_by("pk").iterator(chunk_size=PAGE):
            for alias in ("default", "public"):
                if row.file and storages[alias].exists(row.file.name):
                    if everything or alias == "public":
                        yield _take_in(row, alias)
                    break


def _take_in(row: Any, alias: str) -> Outcome:
    store, name = storages[alias], row.file.name
    reason = ""
    try:
        with store.open(name) as file, transaction.atomic():
            row.file.save(PurePath(name).name, file, save=False)
            row.save()
            store.delete(name)
    except Refused as refused:
        reason = " ".join(refused.messages)
    return Outcome(row._meta.label, row.pk, name, reason)
