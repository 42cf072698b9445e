"""What the sweeper finds between the rows and the stores, and what it removes."""

import os
import time
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import UploadedFile

from background.chores import chores, do_due_chores
from background.models import ChoreRun
from background.services import deliver_due
from media import sweep
from media.cleaner import SCRATCH
from media.discard import file_fields
from media.models import Document, Image, Rendition
from media.names import token
from media.storage import GRACE
from tests.factories import add_document, add_image
from tests.media.conftest import keep


@pytest.fixture
def old(monkeypatch):
    """Let what was written just now be old enough: a bucket's clock cannot be set back."""
    monkeypatch.setattr(sweep, "OLD", timedelta(minutes=-5))


@pytest.fixture
def kept(homes, stores):
    """An image with a rendition, and a document."""
    image = add_image()
    image.get_rendition("width-480|format-jpeg")
    return image, add_document()


def run(*options):
    out, err = StringIO(), StringIO()
    try:
        call_command("media_sweep", *options, stdout=out, stderr=err)
    except CommandError as error:
        return error.returncode, out.getvalue() + err.getvalue() + str(error)
    return 0, out.getvalue() + err.getvalue()


def names(stores):
    return {(alias, name) for alias in sweep.ALIASES for name, _written in stores[alias].names()}


def test_where_all_is_well_nothing_is_said_and_nothing_removed(kept, stores, old):
    before = names(stores)
    assert run("--repair") == (0, "")
    assert names(stores) == before
    assert len(before) >= 3


def test_a_row_whose_file_is_missing_is_told_and_is_a_failure(kept, stores):
    image, document = kept
    rendition = Rendition.objects.first()
    stores["default"].purge(image.file.name)
    stores["default"].purge(document.file.name)
    stores["public"].purge(rendition.file.name)
    code, said = run("--repair")
    assert code == 1
    for row in (image, document, rendition):
        assert f"missing: {row._meta.label} {row.pk}: {row.file.name}" in said
    assert Document.objects.filter(pk=document.pk).exists()


def test_a_file_without_a_row_is_told_and_removed_only_when_asked(kept, stores, old):
    before = names(stores)
    private = keep(stores["default"], "documents/4567/law.txt")
    public = keep(stores["public"], f"{token()}.png")
    code, said = run()
    assert code == 0
    assert f"no row: default {private}" in said
    assert f"no row: public {public}" in said
    assert names(stores) > before
    run("--repair")
    assert names(stores) == before


def test_a_file_that_is_young_is_left_to_the_row_it_waits_for(kept, stores):
    name = keep(stores["default"], "documents/4567/law.txt")
    assert run("--repair") == (0, "")
    assert stores["default"].exists(name)


def test_a_deleted_file_stays_for_its_grace(kept, stores, old, django_capture_on_commit_callbacks):
    _image, document = kept
    with django_capture_on_commit_callbacks(execute=True):
        document.delete()
    assert run("--repair") == (0, "")
    assert stores["default"].exists(document.file.name)
    deliver_due(before=timezone.now() + GRACE + timedelta(minutes=1))
    assert not stores["default"].exists(document.file.name)


def add_upload():
    upload = UploadedFile(for_content_type=ContentType.objects.get_for_model(Image))
    upload.file = ContentFile(b"half an upload", name="half.txt")
    # Past the door that cleans: what counts here is that it is there.
    upload.file.save("half.txt", upload.file.file, save=False)
    UploadedFile.objects.bulk_create([upload])
    return UploadedFile.objects.get()


def test_an_upload_that_nobody_finished_is_removed_with_its_file(kept, stores, old):
    upload = add_upload()
    assert f"never finished: upload {upload.pk}" in run()[1]
    assert UploadedFile.objects.exists()
    run("--repair")
    assert not UploadedFile.objects.exists()
    deliver_due(before=timezone.now() + GRACE + timedelta(minutes=1))
    assert not stores["default"].exists(upload.file.name)


def test_an_upload_of_today_is_left_to_whoever_is_at_it(kept, stores):
    upload = add_upload()
    assert run("--repair") == (0, "")
    assert stores["default"].exists(upload.file.name)
    assert UploadedFile.objects.filter(pk=upload.pk).exists()


def test_an_upload_whose_file_is_gone_is_removed(kept, stores):
    upload = add_upload()
    stores["default"].purge(upload.file.name)
    run("--repair")
    assert not UploadedFile.objects.exists()


def test_from_the_wrong_database_nothing_is_removed(db, stores, old, monkeypatch):
    monkeypatch.setattr(sweep, "FEW", 2)
    for number in range(3):
        keep(stores["default"], f"documents/{number}/law.txt")
    code, said = run("--repair")
    assert code == 1
    assert "right database" in said
    assert len(names(stores)) == 3
    run("--repair", "--even-most")
    assert names(stores) == set()


def test_a_store_of_many_pages_is_compared_to_its_end(kept, stores, old, monkeypatch):
    monkeypatch.setattr(sweep, "PAGE", 2)
    before = names(stores)
    for number in range(5):
        keep(stores["default"], f"documents/{number}/law.txt")
    found = sweep.look()
    assert len(found.strays) == 5
    assert found.missing == []
    assert found.seen == len(before)


def test_a_row_that_is_named_meanwhile_keeps_its_file(kept, stores, old):
    name = keep(stores["default"], "documents/4567/law.txt")
    found = sweep.look()
    Document.objects.update(file=name)
    sweep.repair(found)
    assert stores["default"].exists(name)


def test_a_row_that_is_given_another_file_meanwhile_is_not_missing(kept, stores, monkeypatch):
    _image, document = kept
    stores["default"].purge(document.file.name)
    other = keep(stores["default"], "documents/4567/law.txt")
    exists = type(stores["default"]).exists

    def replaced_meanwhile(store, name):
        Document.objects.filter(pk=document.pk).update(file=other)
        return exists(store, name)

    monkeypatch.setattr(type(stores["default"]), "exists", replaced_meanwhile)
    assert sweep.look().missing == []


def test_the_worker_sweeps_each_day(kept, stores, old):
    assert {each.name: each.every for each in chores()}["media.sweep"] == timedelta(days=1)
    name = keep(stores["public"], f"{token()}.png")
    do_due_chores()
    assert not stores["public"].exists(name)
    assert ChoreRun.objects.get(name="media.sweep").error == ""


def test_every_field_with_files_belongs_to_one_store(db):
    fields = {
        alias: {f"{model._meta.label}.{name}" for model, name in file_fields(alias)}
        for alias in sweep.ALIASES
    }
    assert {"media.Image.file", "media.Document.file", "wagtailcore.UploadedFile.file"} <= fields[
        "default"
    ]
    assert "media.Rendition.file" in fields["public"]
    assert not fields["default"] & fields["public"]


@pytest.mark.embedded
def test_the_scratch_of_a_killed_cleaning_goes_after_an_hour_and_nothing_else(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(sweep, "gettempdir", lambda: str(tmp_path))
    names = {f"{SCRATCH}{name}" for name in ("old", "new")} | {"old"}
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "source").write_bytes(b"somebody's")
    (tmp_path / f"{SCRATCH}link").symlink_to(tmp_path / "old")
    for name in ("old", f"{SCRATCH}old"):
        os.utime(tmp_path / name, (time.time() - 4000,) * 2)
    # As old as what goes, and no folder: only what it is keeps it.
    os.utime(tmp_path / f"{SCRATCH}link", (time.time() - 4000,) * 2, follow_symlinks=False)
    sweep.sweep_scratch()
    left = {path.name for path in tmp_path.iterdir()}
    assert left == names - {f"{SCRATCH}old"} | {f"{SCRATCH}link"}
