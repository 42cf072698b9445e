"""Files to send, the doors to send them through, and what is kept of them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from media.cleaner import IMAGES
from media.models import Document, Image
from tests.factories import add_document, add_image
from tests.media.canaries import CORPUS, REFUSED, leftovers

PICTURES = {name: sample for name, sample in CORPUS.items() if name in IMAGES}
PAPERS = {name: sample for name, sample in CORPUS.items() if name not in IMAGES}


def each(samples):
    return pytest.mark.parametrize("sample", samples.values(), ids=samples)


def telling(kept):
    return {place: found for place, data in kept().items() if (found := leftovers(data))}


def upload(sample):
    return SimpleUploadedFile(sample.filename, sample.data)


def rows():
    return [*Image.objects.all(), *Document.objects.all()]


# How each door takes a file: an address, the name of the field of the file, what is said beside it.
SAID = {"title": "One", "credit": "Drawing: A", "description": "", "tags": "", "language": "en"}


def add(client, kind, file):
    return client.post(f"/admin/{kind}/add/", SAID | {"file": file})


def choose(client, kind, file):
    prefix = {"images": "image", "documents": "document"}[kind] + "-chooser-upload"
    said = {f"{prefix}-{name}": value for name, value in (SAID | {"file": file}).items()}
    return client.post(f"/admin/{kind}/chooser/create/", said)


def send_among_many(client, kind, file):
    """Send one of many; what another field is missing for is completed afterwards."""
    said = {"title": "One", "files[]": file}
    answer = client.post(f"/admin/{kind}/multiple/add/", said)
    waiting = answer.json()
    if key := waiting.get("uploaded_file_id"):
        one = kind.removesuffix("s")
        said = {f"uploaded-{one}-{key}-{name}": value for name, value in SAID.items()}
        path = f"/admin/{kind}/multiple/create_from_uploaded_{one}/{key}/"
        return client.post(path, said)
    return answer


def replace(client, kind, file):
    if kind == "images":
        made = add_image()
        return client.post(f"/admin/images/{made.pk}/", SAID | {"file": file})
    made = add_document()
    return client.post(f"/admin/documents/edit/{made.pk}/", SAID | {"file": file})


def through(samples, usual):
    """Send each sample through the first door, and the usual one through every other."""
    cases = {name: (add, sample) for name, sample in samples.items()}
    cases |= {door.__name__: (door, samples[usual]) for door in (choose, send_among_many, replace)}
    return pytest.mark.parametrize(("door", "sample"), cases.values(), ids=cases)


# One of each that is refused.
WRONG = [("images", REFUSED["png cut off"]), ("documents", REFUSED["pdf behind a password"])]
