"""Where files are kept: privately, unless something says that they are public.

The default store has no addresses: what is in it is only ever streamed by a view that asked who is
there. The public one holds what anybody may load, under names that nobody can guess. Either is a
folder or a bucket; the settings say which.
"""

from datetime import timedelta

from django.conf import settings
from django.core.files.storage import Storage
from django.utils.encoding import filepath_to_uri

from media.bucket import Bucket
from media.disk import Disk

# A backup that lists the rows now still finds their files until it is done.
GRACE = timedelta(hours=24)


class Private(Storage):
    alias = "default"
    grace = GRACE

    def url(self, name: str | None, *args: object, **kwargs: object) -> str:
        raise ValueError("A private file has no address: a view streams it to whoever may see it.")


class Public(Storage):
    alias = "public"
    grace = timedelta(0)

    def url(self, name: str | None, *args: object, **kwargs: object) -> str:
        # On our own host, whatever keeps the file: a page asks no other.
        return settings.MEDIA_URL + filepath_to_uri(name or "").lstrip("/")


class PrivateDisk(Private, Disk):
    def __init__(self) -> None:
        super().__init__(
            location=settings.PRIVATE_ROOT,
            file_permissions_mode=0o600,
            directory_permissions_mode=0o700,
        )


class PublicDisk(Public, Disk):
    """In MEDIA_ROOT, which is asked for when the first file is."""


class PrivateBucket(Private, Bucket):
    bucket_setting = "private_bucket"
    cache_control = "private, no-store"


class PublicBucket(Public, Bucket):
    bucket_setting = "public_bucket"
    cache_control = "public, max-age=31536000, immutable"
