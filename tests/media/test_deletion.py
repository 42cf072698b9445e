"""A deleted file stays until nobody may need it, and then it is gone, from every place."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.tasks import delete_file_from_storage_task

from background.models import Effect
from background.services import deliver_due
from media.models import Document
from media.storage import GRACE
from tests.factories import add_document
from tests.media.conftest import keep, versions


@pytest.fixture
def document(homes, stores):
    return add_document()


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Do what Wagtail does after a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_deleted_file_stays_until_the_grace_is_over(document, private, commit):
    name = document.file.name
    with commit():
        document.delete()
    assert private.exists(name)
    deliver_due(before=timezone.now() + GRACE - timedelta(minutes=1))
    assert private.exists(name)
    deliver_due(before=timezone.now() + GRACE + timedelta(minutes=1))
    assert not private.exists(name)
    assert list(private.names()) == []
    assert not Effect.objects.filter(kind="media.discard").exists()


def test_a_deleted_file_leaves_no_version_in_its_bucket(homes, buckets, commit):
    document = add_document()
    with commit():
        document.delete()
    deliver_due(before=timezone.now() + GRACE + timedelta(minutes=1))
    assert versions(buckets["default"]) == []


def test_a_public_file_goes_at_once(db, stores):
    keep(stores["public"], "0123.png")
    stores["public"].delete("0123.png")
    deliver_due()
    assert not stores["public"].exists("0123.png")


def test_a_file_that_a_row_names_again_is_kept(document, private):
    private.delete(document.file.name)
    deliver_due(before=timezone.now() + GRACE + timedelta(minutes=1))
    assert private.exists(document.file.name)
    assert Document.objects.get(pk=document.pk).file.name == document.file.name


def test_a_deletion_that_is_taken_back_deletes_nothing(db, stores):
    keep(stores["public"], "0123.png")
    with transaction.atomic():
        stores["public"].delete("0123.png")
        transaction.set_rollback(True)
    deliver_due()
    assert stores["public"].exists("0123.png")


def test_a_deletion_waits_while_the_store_is_away(db, buckets, settings, use):
    keep(buckets["public"], "0123.png")
    buckets["public"].delete("0123.png")
    right = settings.S3
    settings.S3 = right | {"secret_key": "rotated yesterday"}
    use("Bucket")
    assert deliver_due() == 0
    waiting = Effect.objects.get(kind="media.discard")
    assert (waiting.attempts, waiting.parked_at) == (0, None)
    settings.S3 = right
    stores = use("Bucket")
    deliver_due(before=timezone.now() + timedelta(hours=1))
    assert not stores["public"].exists("0123.png")


def test_wagtails_task_finds_the_store_by_what_was_written_down(db, stores):
    keep(stores["public"], "0123.png")
    delete_file_from_storage_task.call(stores["public"].deconstruct(), "0123.png")
    deliver_due()
    assert not stores["public"].exists("0123.png")
