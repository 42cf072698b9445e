"""Files in a bucket of an S3 server, asked for by path and signed (version 4).

Whatever the server answers but the file, or that there is none, is a store that does not answer:
refused, too late, keys that are no longer good. Botocore tells it of each call, whoever made it.
"""

from collections.abc import Iterator
from copy import copy
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import Any, ClassVar, Self

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from media.contract import Chunks, Store, content_type
from media.errors import StoreUnavailable

# Of a file that is read whole; what is larger goes to a temporary file.
BYTES_IN_MEMORY = 5 * 1024 * 1024
CONFIG = Config(
    s3={"addressing_style": "path"},
    signature_version="s3v4",
    connect_timeout=2,
    read_timeout=10,
    # Together less than the half minute after which gunicorn ends a worker that waits.
    retries={"total_max_attempts": 2, "mode": "standard"},
)
IMPATIENT = Config(connect_timeout=0.8, read_timeout=0.8, retries={"total_max_attempts": 1})


class Bucket(Store, S3Storage):
    bucket_setting: ClassVar[str]
    cache_control: ClassVar[str]

    # The settings come from one place; nothing of them is in `deconstruct()`.
    def __init__(self) -> None:
        super().__init__(
            access_key=settings.S3["access_key"],
            secret_key=settings.S3["secret_key"],
            security_token=None,
            session_profile=None,
            endpoint_url=settings.S3["endpoint"],
            region_name=settings.S3["region"],
            bucket_name=settings.S3[self.bucket_setting],
            client_config=CONFIG,
            # One after the other: what fails is raised here, and nothing goes on by itself.
            transfer_config=TransferConfig(use_threads=False),
            default_acl=None,
            file_overwrite=False,
            max_memory_size=BYTES_IN_MEMORY,
            querystring_auth=False,
        )

    @property
    def connection(self) -> Any:
        is_new = getattr(self._connections, "connection", None) is None
        connection = super().connection
        if is_new:
            events = connection.meta.client.meta.events
            events.register("after-call.s3", refuse_answer)
            events.register("after-call-error.s3", refuse_error)
        return connection

    @property
    def bucket(self) -> Any:
        # Not kept: a connection belongs to its thread, and so does what was made from it.
        return self.connection.Bucket(self.bucket_name)

    @property
    def client(self) -> Any:
        return self.connection.meta.client

    def key(self, name: str) -> str:
        """Return what the bucket calls a file: `location` may be a folder in it."""
        found: str = self._normalize_name(name)
        return found

    def get_object_parameters(self, name: str) -> dict[str, str]:
        return {"CacheControl": self.cache_control, "ContentType": content_type(name)}

    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError("A file of a bucket is read, or saved whole.")
        file = SpooledTemporaryFile(max_size=BYTES_IN_MEMORY)  # noqa: SIM115 (whoever reads it closes it)
        try:
            for piece in self.stream(name):
                file.write(piece)
        except BaseException:
            file.close()
            raise
        file.seek(0)
        return File(file, name)

    def stream(self, name: str, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        if stop is not None and stop <= start:
            return iter(())
        asked = {} if not start and stop is None else {"Range": _range(start, stop)}
        try:
            found = self.client.get_object(Bucket=self.bucket_name, Key=self.key(name), **asked)
        except ClientError as error:
            if _status(error) == 416:
                return iter(())
            raise FileNotFoundError(name) from error
        return Chunks(found["Body"], found["ContentLength"], (BotoCoreError, OSError))

    def get_modified_time(self, name: str) -> datetime:
        try:
            written: datetime = super().get_modified_time(name)
        except ClientError as error:
            raise FileNotFoundError(name) from error
        return written

    def names(self) -> Iterator[tuple[str, datetime]]:
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket_name, Prefix=self.location
        )
        for page in pages:
            for found in page.get("Contents", ()):
                yield found["Key"].removeprefix(self.location), found["LastModified"]

    def purge(self, name: str) -> None:
        # A plain delete would only hide it, in a bucket that keeps versions.
        key = self.key(name)
        pages = self.client.get_paginator("list_object_versions").paginate(
            Bucket=self.bucket_name, Prefix=key
        )
        for page in pages:
            for found in (*page.get("Versions", ()), *page.get("DeleteMarkers", ())):
                if found["Key"] == key:
                    self.client.delete_object(
                        Bucket=self.bucket_name, Key=key, VersionId=found["VersionId"]
                    )

    def impatient(self) -> Self:
        other = copy(self)
        other.client_config = self.client_config.merge(IMPATIENT)
        return other


def refuse_answer(http_response: Any, parsed: dict[str, Any], **kwargs: Any) -> None:
    """Let through the file, that there is none, and that it ends before the part asked for."""
    status = http_response.status_code
    code = parsed.get("Error", {}).get("Code")
    is_answer = status < 300 or status == 416 or (status == 404 and code != "NoSuchBucket")
    if not is_answer:
        raise StoreUnavailable("s3")


def refuse_error(exception: Exception, **kwargs: Any) -> None:
    raise StoreUnavailable("s3") from exception


def _status(error: ClientError) -> int:
    status: int = error.response["ResponseMetadata"]["HTTPStatusCode"]
    return status


def _range(start: int, stop: int | None) -> str:
    return f"bytes={start}-{'' if stop is None else stop - 1}"
