"""Who may not ask a store, and what is said of one that does not answer."""

import resource
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from background.errors import Unavailable
from media import bucket
from media.contract import CHUNK
from media.errors import StoreUnavailable
from tests.media.conftest import keep

NAME = "documents/0123/law.txt"


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
    assert time.monotonic() - began < 9
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
