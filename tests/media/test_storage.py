"""What every store promises, on a disk and in the buckets of a real S3 server."""

import resource
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from wagtail.tasks import delete_file_from_storage_task

from background.errors import Unavailable
from background.models import Effect
from background.services import deliver_due
from media import bucket
from media.contract import CHUNK
from media.errors import StoreUnavailable
from media.models import Document
from media.storage import GRACE
from tests.factories import add_document
from tests.media.conftest import keep

NAME = "documents/0123/law.txt"


@pytest.fixture(params=["default", "public"])
def store(request, stores):
    return stores[request.param]


@pytest.fixture
def private(stores):
    return stores["default"]


def test_what_is_kept_is_read_again(store):
    name = keep(store, NAME, "Article 1: все равны, 人人平等".encode())
    assert name == NAME
    assert store.exists(name)
    assert store.size(name) == len("Article 1: все равны, 人人平等".encode())
    with store.open(name) as file:
        assert file.read().decode() == "Article 1: все равны, 人人平等"
    assert abs(store.get_modified_time(name) - timezone.now()) < timedelta(minutes=2)


def test_a_name_in_any_script_is_kept_as_it_is(private):
    name = keep(private, "documents/4567/قانون-закон-法律.txt")
    assert name == "documents/4567/قانون-закон-法律.txt"
    assert [found for found, _written in private.names()] == [name]
    private.purge(name)
    assert not private.exists(name)


@pytest.mark.parametrize(
    ("start", "stop", "expected"),
    [
        (0, None, b"0123456789"),
        (0, 4, b"0123"),
        (3, 5, b"34"),
        (7, None, b"789"),
        (7, 100, b"789"),
        (4, 4, b""),
        (10, None, b""),
        (50, 60, b""),
    ],
)
def test_a_part_of_a_file_is_read_without_the_rest(private, start, stop, expected):
    keep(private, NAME, b"0123456789")
    assert b"".join(private.stream(NAME, start, stop)) == expected


def test_a_large_file_comes_in_pieces(private):
    whole = bytes(range(256)) * (CHUNK // 100)
    keep(private, NAME, whole)
    pieces = list(private.stream(NAME))
    assert b"".join(pieces) == whole
    assert max(map(len, pieces)) <= CHUNK


def test_an_empty_file_is_a_file(private):
    keep(private, NAME, b"")
    assert private.size(NAME) == 0
    assert list(private.stream(NAME)) == []


@pytest.mark.parametrize("method", ["open", "size", "stream", "get_modified_time"])
def test_a_file_that_is_missing_is_said_to_be(store, method):
    with pytest.raises(FileNotFoundError):
        getattr(store, method)("documents/none/law.txt")


def test_a_second_file_of_the_same_name_gets_another(store):
    keep(store, NAME, b"first")
    second = keep(store, NAME, b"second")
    assert second != NAME
    assert b"".join(store.stream(NAME)) == b"first"


@pytest.mark.parametrize("name", ["../law.txt", "/etc/law.txt", "documents/../../law.txt"])
def test_nothing_is_kept_outside_the_store(store, name):
    with pytest.raises(SuspiciousFileOperation):
        keep(store, name)


def test_it_names_what_it_holds(store):
    kept = {keep(store, f"documents/{number}/law.txt") for number in range(3)}
    names = dict(store.names())
    assert set(names) == kept
    assert all(abs(written - timezone.now()) < timedelta(minutes=2) for written in names.values())


def test_a_bucket_is_listed_to_its_end(buckets, monkeypatch):
    store = buckets["public"]
    kept = {keep(store, f"page/{number}.txt") for number in range(5)}
    ask = store.client.get_paginator
    # As a bucket with thousands of files answers: page by page.
    monkeypatch.setattr(store.client, "get_paginator", lambda kind: TwoAtOnce(ask(kind)))
    assert {name for name, _written in store.names()} == kept


class TwoAtOnce:
    def __init__(self, paginator):
        self.paginator = paginator

    def paginate(self, **asked):
        return self.paginator.paginate(**asked, PaginationConfig={"PageSize": 2})


def test_what_is_purged_is_gone_and_its_neighbour_is_not(store):
    keep(store, NAME)
    neighbour = keep(store, f"{NAME}.txt")
    store.purge(NAME)
    store.purge(NAME)
    assert not store.exists(NAME)
    assert [name for name, _written in store.names()] == [neighbour]


def test_a_bucket_keeps_no_version_of_what_is_purged(buckets):
    store = buckets["default"]
    for content in (b"first", b"second"):
        store.client.put_object(Bucket=store.bucket_name, Key=store.key(NAME), Body=content)
    store.client.delete_object(Bucket=store.bucket_name, Key=store.key(NAME))
    assert versions(store), "the bucket must keep versions for this test"
    store.purge(NAME)
    assert versions(store) == []


def versions(store):
    found = store.client.list_object_versions(Bucket=store.bucket_name, Prefix=store.location)
    return [*found.get("Versions", []), *found.get("DeleteMarkers", [])]


def test_a_private_file_has_no_address(stores):
    with pytest.raises(ValueError, match="no address"):
        stores["default"].url(NAME)


def test_a_public_file_has_an_address_of_our_own_host(stores):
    assert stores["public"].url("é.png") == "/media/%C3%A9.png"


def test_what_is_written_down_about_a_store_holds_no_secret(store):
    path, args, kwargs = store.deconstruct()
    assert (args, kwargs) == ([], {}) or (args, kwargs) == ((), {})
    assert path == f"media.storage.{type(store).__name__}"


@pytest.mark.parametrize(
    ("alias", "kept"),
    [("public", "public, max-age=31536000, immutable"), ("default", "private, no-store")],
)
def test_a_bucket_tells_what_a_file_is_and_how_long_it_is_kept(buckets, alias, kept):
    store = buckets[alias]
    lying = SimpleUploadedFile("0123.avif", b"<script>", content_type="text/html")
    store.save("0123.avif", lying)
    head = store.client.head_object(Bucket=store.bucket_name, Key=store.key("0123.avif"))
    assert (head["ContentType"], head["CacheControl"]) == ("image/avif", kept)


def anonymously(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def test_nobody_without_keys_loads_or_lists_private_files(buckets):
    store = buckets["default"]
    keep(store, NAME)
    bucket = f"{store.endpoint_url}/{store.bucket_name}"
    doors = [f"{bucket}/{store.key(NAME)}", bucket, f"{bucket}?list-type=2", f"{bucket}?versions"]
    assert {door: anonymously(door) for door in doors} == dict.fromkeys(doors, 403)


def test_anybody_loads_a_public_file_and_nobody_lists_them(buckets):
    store = buckets["public"]
    keep(store, NAME)
    bucket = f"{store.endpoint_url}/{store.bucket_name}"
    assert anonymously(f"{bucket}/{store.key(NAME)}") == 200
    assert anonymously(bucket) == 403


ACTS = {
    "open": lambda store: store.open(NAME),
    "save": lambda store: keep(store, NAME),
    "save a large one": lambda store: store._save(NAME, ContentFile(bytes(9_000_000))),
    "exists": lambda store: store.exists(NAME),
    "size": lambda store: store.size(NAME),
    "stream": lambda store: store.stream(NAME),
    "names": lambda store: list(store.names()),
    "purge": lambda store: store.purge(NAME),
    "get_modified_time": lambda store: store.get_modified_time(NAME),
}


@pytest.mark.service("s3")
@pytest.mark.parametrize("act", ACTS)
def test_a_bucket_behind_a_fault_is_said_to_be_unavailable(broken, act):
    # As patient as a probe: a silent server is waited for ten seconds otherwise.
    store = broken["default"].impatient()
    began = time.monotonic()
    with pytest.raises(StoreUnavailable) as raised:
        ACTS[act](store)
    assert isinstance(raised.value, Unavailable)
    assert isinstance(raised.value, OSError)
    assert time.monotonic() - began < 5
    assert "rotated" not in str(raised.value)


def test_a_store_is_waited_for_less_long_than_a_request_may_last():
    config = bucket.CONFIG
    one = config.connect_timeout + config.read_timeout
    assert one * config.retries["total_max_attempts"] < 30


@pytest.mark.embedded
def test_no_file_takes_the_last_of_a_disk(disks, monkeypatch):
    keep(disks["default"], NAME)
    monkeypatch.setattr("media.disk.RESERVE", 2**60)
    with pytest.raises(StoreUnavailable):
        keep(disks["default"], "documents/4567/law.txt")
    assert b"".join(disks["default"].stream(NAME)) == b"Article 1"


@contextmanager
def files_no_larger_than(size):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.embedded
def test_a_disk_that_refuses_to_write_is_said_to_be_unavailable(disks):
    with files_no_larger_than(1000), pytest.raises(StoreUnavailable):
        keep(disks["default"], NAME, bytes(100_000))


@pytest.mark.embedded
def test_a_folder_that_cannot_be_made_is_a_store_that_is_unavailable(disks):
    keep(disks["default"], "documents")
    with pytest.raises(StoreUnavailable):
        keep(disks["default"], NAME)


@pytest.mark.embedded
def test_private_files_are_for_the_site_alone_to_read(disks):
    keep(disks["default"], NAME)
    store = disks["default"]
    modes = [store.location, f"{store.location}/documents", store.path(NAME)]
    assert [oct(Path(each).stat().st_mode & 0o777) for each in modes] == ["0o700", "0o700", "0o600"]


@pytest.mark.embedded
def test_a_file_that_became_shorter_does_not_pass_for_the_whole(disks):
    store = disks["default"]
    keep(store, NAME, bytes(10 * CHUNK))
    pieces = store.stream(NAME)
    next(pieces)
    with Path(store.path(NAME)).open("r+b") as file:
        file.truncate(CHUNK)
    with pytest.raises(StoreUnavailable):
        list(pieces)


# Deleting


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


def test_what_is_read_of_a_bucket_needs_no_memory_for_the_whole(buckets):
    store = buckets["default"]
    store.save(NAME, BytesIO(bytes(bucket.BYTES_IN_MEMORY + 1)))
    with store.open(NAME) as file:
        assert file.file._rolled
