"""Each promise of the stores, green where it is kept and red where it is broken."""

import json
import time
from pathlib import Path

import pytest

from media import probes
from tests.media.conftest import closed_port, keep, silent_port


def told(found, number, *words):
    """Whether a probe is red, says what is wrong and how to mend it."""
    assert found is not None
    assert found.id == f"media.P00{number}"
    assert all(word in found.msg for word in words)
    assert found.hint
    return True


def test_all_is_green_where_all_is_well_and_nothing_is_left_behind(stores):
    assert [probe() for probe in probes.PROBES] == [None] * 4
    assert [list(stores[alias].names()) for alias in ("default", "public")] == [[], []]


@pytest.mark.service("s3")
def test_a_store_behind_a_fault_is_red_in_time(broken):
    began = time.monotonic()
    for probe, number in ((probes.store_answers, 1), (probes.private_store_is_private, 2)):
        told(probe(), number)
    told(probes.public_files_load(), 3)
    assert time.monotonic() - began < 3 * 6
    assert "rotated" not in str(probes.store_answers())


@pytest.mark.embedded
def test_a_disk_that_cannot_be_written_is_red(disks, tmp_path):
    (tmp_path / "private").write_bytes(b"in the way")
    told(probes.store_answers(), 1, "default")


@pytest.mark.embedded
def test_private_files_below_the_public_ones_are_red(disks, tmp_path):
    disks["default"].location = str(tmp_path / "media" / "private")
    told(probes.private_store_is_private(), 2, "below")


@pytest.mark.embedded
def test_private_files_that_others_may_read_are_red(disks):
    keep(disks["default"], "file")
    assert probes.private_store_is_private() is None
    Path(disks["default"].location).chmod(0o755)
    told(probes.private_store_is_private(), 2, "Other users")


@pytest.mark.embedded
def test_pdf_files_that_nothing_reads_are_red(monkeypatch):
    assert probes.words_can_be_read() is None
    monkeypatch.setenv("PATH", "")
    told(probes.words_can_be_read(), 4, "PDF")


# The buckets of the tests change places: the private one is then the one that anybody may load.


@pytest.fixture
def exchanged(buckets, settings, use):
    right = settings.S3
    settings.S3 = right | {
        "private_bucket": right["public_bucket"],
        "public_bucket": right["private_bucket"],
    }
    yield use("Bucket")
    settings.S3 = right


def test_a_private_bucket_that_anybody_may_load_is_red(exchanged):
    told(probes.private_store_is_private(), 2, "load a file")


def test_a_public_bucket_that_nobody_may_load_is_red(exchanged):
    told(probes.public_files_load(), 3, "403")


@pytest.mark.parametrize(
    ("action", "words"),
    [("s3:ListBucket", "list the files"), ("s3:ListBucketVersions", "versions")],
)
def test_a_private_bucket_that_anybody_may_list_is_red(buckets, action, words):
    store = buckets["default"]
    arn = f"arn:aws:s3:::{store.bucket_name}"
    everything = {"Action": "s3:*", "Resource": [arn, f"{arn}/*"]}
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": "*", "Action": action, "Resource": arn},
            {"Effect": "Allow", "Principal": {"AWS": [store.access_key]}} | everything,
        ],
    }
    store.client.put_bucket_policy(Bucket=store.bucket_name, Policy=json.dumps(policy))
    try:
        told(probes.private_store_is_private(), 2, words)
    finally:
        store.client.delete_bucket_policy(Bucket=store.bucket_name)
    assert probes.private_store_is_private() is None


@pytest.mark.service("s3")
@pytest.mark.parametrize("fault", [closed_port, silent_port])
def test_a_probe_takes_not_much_longer_than_three_seconds(buckets, settings, use, fault):
    right = settings.S3
    with fault() as endpoint:
        settings.S3 = right | {"endpoint": endpoint}
        use("Bucket")
        for probe in probes.PROBES:
            began = time.monotonic()
            probe()
            # Three seconds of waiting at most, on a machine that may be busy.
            assert time.monotonic() - began < 6
    settings.S3 = right
    use("Bucket")
