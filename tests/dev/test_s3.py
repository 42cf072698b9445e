"""What the site's account may do in the S3 server of development, and strangers may not."""

from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.client import Config
from django.conf import settings

from config import env
from tests.dev.web import status

pytestmark = pytest.mark.service("s3")


@pytest.fixture
def s3() -> Any:
    return boto3.client(
        "s3",
        endpoint_url=env.S3["endpoint"],
        region_name=env.S3["region"],
        aws_access_key_id=env.S3["access_key"],
        aws_secret_access_key=env.S3["secret_key"],
        config=Config(s3={"addressing_style": "path"}),
    )


@pytest.fixture
def put(s3) -> Iterator[Callable[[str], str]]:
    """Put a file into a bucket; return the address of the bucket."""
    buckets = []

    def put(bucket: str) -> str:
        s3.put_object(Bucket=bucket, Key="closed/door.txt", Body=b"knock")
        buckets.append(bucket)
        return f"{env.S3['endpoint']}/{bucket}"

    yield put
    for bucket in buckets:
        found = s3.list_object_versions(Bucket=bucket, Prefix="closed/door.txt")
        for each in found["Versions"]:
            s3.delete_object(Bucket=bucket, Key=each["Key"], VersionId=each["VersionId"])


def test_strangers_read_and_list_nothing_private(put):
    bucket = put(settings.S3["private_bucket"])
    for path in ("/closed/door.txt", "", "?list-type=2", "?versions", "?policy"):
        assert status(f"{bucket}{path}") == 403, path


def test_strangers_read_a_public_file_and_list_none(put):
    bucket = put(settings.S3["public_bucket"])
    assert status(f"{bucket}/closed/door.txt") == 200
    for path in ("", "?list-type=2", "?versions"):
        assert status(f"{bucket}{path}") == 403, path


def test_private_buckets_keep_every_version_and_no_other_can_be_made(s3):
    answer = s3.get_bucket_versioning(Bucket=settings.S3["private_bucket"])
    assert answer["Status"] == "Enabled"
    with pytest.raises(s3.exceptions.ClientError, match="AccessDenied"):
        s3.create_bucket(Bucket="portevoix-another")
