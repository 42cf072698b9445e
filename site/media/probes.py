"""What `checkup` asks of the stores: each probe returns what is wrong, with the remedy, or None.

They try with a file of their own, and wait a second at most for each answer.
"""

import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils.translation import gettext as _

from media.bucket import Bucket
from media.cleaner import PDF_READER
from media.contract import Store
from media.disk import Disk
from media.names import token

Found = checks.CheckMessage | None

SECONDS = 1
REFUSED = (401, 403)
CANARY = b"Portevoix was here"


def mend() -> str:
    return _(
        "Check S3_ENDPOINT, the two buckets and the keys (they need to list, read, write and "
        "delete, versions too); on disk, that VAR_DIR can be written and has room."
    )


def store_answers() -> Found:
    for alias in ("default", "public"):
        store = impatient(alias)
        try:
            with canary(store) as name, store.open(name) as file:
                if file.read() != CANARY:
                    return wrong(1, _("A store returns another file than was kept."), mend())
            if store.exists(name):
                return wrong(1, _("A store does not remove files."), mend())
        except OSError as error:
            reason = error.__cause__ or error
            return wrong(
                1,
                _("The store “%(name)s” does not answer: %(reason)s.")
                % {"name": alias, "reason": type(reason).__name__},
                mend(),
            )
    return None


def private_store_is_private() -> Found:
    store = impatient("default")
    if isinstance(store, Disk):
        return _private_disk(Path(store.location))
    if not isinstance(store, Bucket):
        return wrong(2, _("The private store is none of ours."), _("Leave STORAGES as it is."))
    bucket = f"{settings.S3['endpoint'].rstrip('/')}/{store.bucket_name}"
    try:
        with canary(store) as name:
            doors = {
                _("Anybody can load a file of the private bucket."): f"/{store.key(name)}",
                _("Anybody can list the files of the private bucket."): "?list-type=2",
                _("Anybody can list the versions of the private bucket."): "?versions",
            }
            for message, door in doors.items():
                if anonymously(bucket + door) not in REFUSED:
                    return wrong(
                        2,
                        message,
                        _("Remove public access from %(bucket)s: policy, ACL and website.")
                        % {"bucket": store.bucket_name},
                    )
    except OSError as error:
        return wrong(
            2,
            _("Nobody can tell whether files are private: %(reason)s.")
            % {"reason": type(error).__name__},
            mend(),
        )
    return None


def _private_disk(folder: Path) -> Found:
    served = [Path(settings.MEDIA_ROOT), Path(settings.STATIC_ROOT)]
    if any(folder.resolve().is_relative_to(each.resolve()) for each in served):
        return wrong(
            2,
            _("Private files are kept below what a web server may hand out."),
            _("Give PRIVATE_ROOT a folder of its own, beside MEDIA_ROOT and STATIC_ROOT."),
        )
    if folder.exists() and folder.stat().st_mode & 0o077:
        return wrong(
            2,
            _("Other users of this machine can look into the folder of private files."),
            f"chmod 700 {folder}",
        )
    return None


def public_files_load() -> Found:
    store = impatient("public")
    if not isinstance(store, Bucket):
        return None
    try:
        with canary(store) as name:
            url = f"{settings.S3['endpoint'].rstrip('/')}/{store.bucket_name}/{store.key(name)}"
            status = anonymously(url)
    except OSError as error:
        return wrong(
            3,
            _("Public files do not load: %(reason)s.") % {"reason": type(error).__name__},
            mend(),
        )
    if status == 200:
        return None
    return wrong(
        3,
        _("A proxy could not load files of the public bucket (answer %(status)s).")
        % {"status": status},
        _("Give %(bucket)s a policy that lets anybody s3:GetObject, and nothing else.")
        % {"bucket": store.bucket_name},
    )


def words_can_be_read() -> Found:
    if shutil.which(PDF_READER):
        return None
    return wrong(
        4,
        _("Nothing here reads the words of PDF files: the search does not find them."),
        _("Install poppler-utils."),
    )


PROBES = (store_answers, private_store_is_private, public_files_load, words_can_be_read)


def impatient(alias: str) -> Store:
    store: Any = storages[alias]
    return store.impatient()


@contextmanager
def canary(store: Store) -> Iterator[str]:
    """Keep a small file while something is tried on it."""
    name = store.save(f"checkup-{token()}.txt", ContentFile(CANARY))
    try:
        yield name
    finally:
        store.purge(name)


def anonymously(url: str) -> int:
    """Return what somebody without keys is answered."""
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as answer:  # noqa: S310 (our own endpoint)
            status: int = answer.status
            return status
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def wrong(number: int, message: str, hint: str) -> checks.Error:
    return checks.Error(message, hint=hint, id=f"media.P{number:03}")
