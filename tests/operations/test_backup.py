"""A backup made while an editor writes becomes the same site in an empty place, or nothing at all.

The site, its worker, the backup and the restored site run in processes of their own. Files are on
disk: what a store must be able to do is asked of both kinds of store in `tests/media`.
"""

import json
import os
import shutil
from contextlib import ExitStack, contextmanager

import pytest

from tests.browser.server import Command, free_port, wait_for
from tests.faults.editor import Busy, Editor
from tests.faults.stack import EMAIL, MAKE_PEOPLE, PASSWORD, eventually
from tests.ready_made import migrate
from tests.scratch import scratch_database

TELL_CONTENT = """
import hashlib, json
from django.apps import apps
from users.models import Session
from background.models import Effect
from core.models import StandardPage
from media.models import Document
from search.models import Entry

print(json.dumps({
    "pages": sorted(StandardPage.objects.live().values_list("title", flat=True)),
    "documents": {
        each.title: hashlib.sha256(each.file.open().read()).hexdigest()
        for each in Document.objects.all()
    },
    "people": sorted(str(user) for user in apps.get_model("users.User").objects.all()),
    "found": sorted(Entry.objects.values_list("title", flat=True)),
    "sessions": Session.objects.count(),
    "mails": [
        (each.error, each.parked_at is None) for each in Effect.objects.filter(kind="mail")
    ],
}))
"""
LET_A_MAIL_WAIT = """
from datetime import timedelta
from background.services import record

record(kind="mail", subject="waiting", delay=timedelta(days=1))
"""
TELL_WHAT_IS_THERE = """
import json
from django.conf import settings
from django.db import connection

files = [str(path) for path in settings.PRIVATE_ROOT.rglob("*") if path.is_file()]
print(json.dumps(connection.introspection.table_names() + files))
"""
TELL_TABLES = """
import json, sys
from pathlib import Path
from operations.backup.restoring import _open
from operations.backup.seal import identities

manifest, _ = _open(Path({folder!r}), identities(Path({key!r})))
print(json.dumps({{"tables": manifest.tables, "files": len(manifest.files)}}))
"""


class Place:
    """An installation in a folder of its own, on one of the databases."""

    def __init__(self, folder, services):
        folder.mkdir()
        self.port = free_port()
        self.command = Command(folder, f"http://localhost:{self.port}", services)

    def run(self, *arguments):
        return self.command.run("manage.py", *arguments)

    def ask(self, script):
        return json.loads(self.run("shell", "--no-imports", "-c", script))

    def refuses(self, *arguments):
        """Return what a command complains of."""
        with pytest.raises(RuntimeError) as failed:
            self.run(*arguments)
        return str(failed.value)

    @contextmanager
    def busy(self):
        """Serve, and have an editor write until the end; give what was accepted so far."""
        migrate(self.command)
        self.run("start_site")
        home = int(self.run("shell", "--no-imports", "-c", MAKE_PEOPLE))
        with self.command.serving(self.port) as web, self.command.working():
            wait_for(web, self.port, self.command.log)
            editor = Editor(self.command.origin, home)
            editor.sign_in(EMAIL, PASSWORD)
            busy = Busy(editor)
            busy.start()
            try:
                yield editor.accepted
            finally:
                busy.stop()


@pytest.fixture(
    scope="module",
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.service("postgresql"))],
)
def new_place(request, tmp_path_factory):
    """Make empty installations on one of the databases."""
    folder = tmp_path_factory.mktemp("places")
    with ExitStack() as stack:

        def make(name):
            services = {}
            if request.param == "postgresql":
                database = f"portevoix_{name}_{os.getpid()}"
                services["DATABASE_URL"] = stack.enter_context(scratch_database(database))
            return Place(folder / name, services)

        yield make


@pytest.fixture(scope="module")
def backup(new_place, tmp_path_factory):
    """Back up a site while an editor writes; return where it is, its key, and what was accepted."""
    folder = tmp_path_factory.mktemp("backups")
    key = folder / "key"
    place = new_place("original")
    with place.busy() as accepted:
        recipient = place.run("backup_key", str(key)).strip()
        assert eventually(lambda: len(accepted.documents) >= 3, 60)
        place.run("shell", "--no-imports", "-c", LET_A_MAIL_WAIT)
        before = list(accepted.documents)
        said = place.run("backup", str(folder / "sealed"), f"--recipient={recipient}")
        assert eventually(lambda: len(accepted.documents) >= len(before) + 2, 60)
    return {
        "folder": folder / "sealed",
        "key": key,
        "said": said,
        "before": before,
        "original": place.ask(TELL_CONTENT),
        "place": place,
    }


@pytest.fixture(scope="module")
def restored(backup, new_place):
    place = new_place("restored")
    place.run("restore", str(backup["folder"]), f"--identity={backup['key']}")
    return place


@pytest.fixture(scope="module")
def empty(new_place):
    """A place into which nothing was restored; it has no table yet."""
    return new_place("empty")


def documents(numbers):
    return {f"Document {number}" for number in numbers}


def test_what_was_accepted_before_is_there_with_the_same_bytes(backup, restored):
    original, now = backup["original"], restored.ask(TELL_CONTENT)
    assert documents(backup["before"]) <= set(now["documents"])
    assert now["documents"].items() <= original["documents"].items()
    assert set(now["pages"]) <= set(original["pages"])
    assert {f"Published {number}" for number in backup["before"][:-1]} <= set(now["pages"])
    assert now["people"] == original["people"]


def test_writes_went_on_meanwhile(backup, restored):
    assert len(backup["original"]["documents"]) > len(backup["before"])


def test_every_table_has_as_many_rows_as_the_backup_says(backup, restored):
    script = TELL_TABLES.format(folder=str(backup["folder"]), key=str(backup["key"]))
    said = restored.ask(script)
    # More are refused by the command itself, which compares each table; these are of the content.
    now = restored.ask(TELL_CONTENT)
    assert said["tables"]["media_document"] == said["files"] == len(now["documents"])
    assert said["tables"]["core_standardpage"] >= len(now["pages"])


def test_pages_can_be_found_and_nobody_is_signed_in(restored):
    now = restored.ask(TELL_CONTENT)
    assert set(now["pages"]) <= set(now["found"])
    assert now["sessions"] == 0


def test_a_mail_that_waited_is_not_sent_a_second_time(restored):
    mails = restored.ask(TELL_CONTENT)["mails"]
    assert mails
    assert all(mail == ["restored", False] for mail in mails)


def test_the_restored_site_is_served_and_people_sign_in(restored):
    with restored.command.serving(restored.port) as web:
        wait_for(web, restored.port, restored.command.log)
        Editor(restored.command.origin, home=0).sign_in(EMAIL, PASSWORD)


def test_a_sealed_backup_shows_nothing(backup):
    held = [path.read_bytes() for path in backup["folder"].rglob("*") if path.is_file()]
    assert len(held) >= 3
    for secret in (b"File number", b"Document 1", EMAIL.encode(), b"media_document"):
        assert not any(secret in content for content in held)


def test_it_is_not_opened_without_the_right_key(backup, empty, tmp_path):
    other = tmp_path / "other"
    empty.run("backup_key", str(other))
    assert "is sealed" in empty.refuses("restore", str(backup["folder"]))
    said = empty.refuses("restore", str(backup["folder"]), f"--identity={other}")
    assert "Traceback" not in said
    assert empty.ask(TELL_WHAT_IS_THERE) == []


def test_a_backup_with_one_changed_byte_changes_nothing(backup, empty, tmp_path):
    for part in ("backup.json", "manifest", "database", "files"):
        copy = tmp_path / part
        shutil.copytree(backup["folder"], copy)
        path = min(each for each in (copy / part, *(copy / part).rglob("*")) if each.is_file())
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
        said = empty.refuses("restore", str(copy), f"--identity={backup['key']}")
        assert "CommandError" in said, part
        assert "Traceback" not in said, part
    assert empty.ask(TELL_WHAT_IS_THERE) == []


def test_a_site_with_content_is_not_written_over(backup, restored):
    before = restored.ask(TELL_CONTENT)
    said = restored.refuses("restore", str(backup["folder"]), f"--identity={backup['key']}")
    assert "not empty" in said
    assert restored.ask(TELL_CONTENT) == before


def test_a_folder_that_is_there_is_not_written_over(backup):
    assert "is there already" in backup["place"].refuses("backup", str(backup["folder"]))
