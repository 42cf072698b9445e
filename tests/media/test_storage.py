"""What every store promises, on a disk and in the buckets of a real S3 server."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from media import bucket
from media.contract import CHUNK
from tests.media.conftest import keep, versions

NAME = "documents/0123/law.txt"


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


def test_what_is_read_of_a_bucket_needs_no_memory_for_the_whole(buckets):
    store = buckets["default"]
    store.save(NAME, BytesIO(bytes(bucket.BYTES_IN_MEMORY + 1)))
    with store.open(NAME) as file:
        assert file.file._rolled
