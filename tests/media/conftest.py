"""Stores of a test's own: folders, or the test buckets of a real S3 server, empty at first."""

import socket
from contextlib import contextmanager

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from wagtail.models import Collection, CollectionViewRestriction

from config import env
from media.bucket import Bucket
from media.models import Document, Rendition
from media.names import token
from tests.conftest import MISSING
from tests.factories import add_document

DISK = pytest.param("Disk", marks=pytest.mark.embedded)
BUCKET = pytest.param("Bucket", marks=pytest.mark.service("s3"))


@pytest.fixture
def use(settings, monkeypatch, tmp_path):
    """Make the site keep its files on the disk or in the buckets."""

    def use(kind):
        if kind == "Bucket" and not env.S3["endpoint"]:
            pytest.skip(f"{MISSING}an S3 server; `make services` starts one")
        settings.PRIVATE_ROOT, settings.MEDIA_ROOT = tmp_path / "private", tmp_path / "media"
        # Both stores are made anew, with what the settings say now.
        settings.STORAGES = settings.STORAGES | {
            "default": {"BACKEND": f"media.storage.Private{kind}"},
            "public": {"BACKEND": f"media.storage.Public{kind}"},
        }
        # The only field that was given its store when the program began.
        monkeypatch.setattr(Rendition._meta.get_field("file"), "storage", storages["public"])
        return storages

    return use


@pytest.fixture(params=[DISK, BUCKET])
def stores(request):
    """The two stores by their alias, of either kind."""
    return request.getfixturevalue("disks" if request.param == "Disk" else "buckets")


@pytest.fixture
def buckets(use, monkeypatch):
    # A folder of the test's own: others may be at the same buckets.
    monkeypatch.setattr(Bucket, "location", f"{token()}/", raising=False)
    stores = use("Bucket")
    both = [stores["default"], stores["public"]]
    yield stores
    for store in both:
        for name, _written in list(store.names()):
            store.purge(name)


@pytest.fixture
def disks(use):
    return use("Disk")


@contextmanager
def silent_port():
    """Yield the address of a server that lets callers in and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@contextmanager
def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    yield f"http://127.0.0.1:{port}"


@pytest.fixture(params=["refused", "silent", "forbidden"])
def broken(request, buckets, use, settings):
    """The buckets, behind a fault of each kind."""
    wrong = closed_port() if request.param == "refused" else silent_port()
    with wrong as endpoint:
        fault = {"endpoint": endpoint}
        if request.param == "forbidden":
            fault = {"secret_key": "rotated yesterday"}
        right = settings.S3
        settings.S3 = right | fault
        stores = use("Bucket")
        yield stores
        settings.S3 = right


def keep(store, name, content=b"Article 1"):
    return store.save(name, ContentFile(content))


@pytest.fixture
def editor(client, cast):
    client.force_login(cast.edith)
    return client


@pytest.fixture
def kept(stores):
    """Return the bytes of every file that a store holds, by alias and name."""

    def kept():
        found = {}
        for alias in ("default", "public"):
            for name, _written in stores[alias].names():
                with stores[alias].open(name) as file:
                    found[alias, name] = file.read()
        return found

    return kept


@pytest.fixture(params=["default", "public"])
def store(request, stores):
    return stores[request.param]


@pytest.fixture
def private(stores):
    return stores["default"]


@pytest.fixture
def load(client):
    """Ask for a file, and read it to its end, which lets go of it."""

    def load(path, by=client, **headers):
        response = by.get(path, headers=headers)
        response.body = response.getvalue()
        return response

    return load


@pytest.fixture
def document(homes, stores):
    document = add_document(language="fr", collection=Collection.get_first_root_node())
    return Document.objects.get(pk=document.pk)


def versions(store):
    found = store.client.list_object_versions(Bucket=store.bucket_name, Prefix=store.location)
    return [*found.get("Versions", []), *found.get("DeleteMarkers", [])]


def restrict(collection):
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
