"""A file that waits for the rest of its form waits clean, and is not cleaned twice."""

import gc

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import UploadedFile

from background.services import settle
from media import doors
from media.cleaner import DOCUMENTS, IMAGES, Refused
from media.models import Image
from tests.factories import clean_file
from tests.media.canaries import CORPUS
from tests.media.uploads import (
    SAID,
    add,
    rows,
    telling,
    upload,
)

pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")


@pytest.fixture
def cleanings(monkeypatch):
    """Collect what is given to the cleaner."""
    given, clean = [], doors.clean

    def counting(upload, **options):
        given.append(upload.name)
        return clean(upload, **options)

    monkeypatch.setattr(doors, "clean", counting)
    return given


def park(client, sample=CORPUS["jpeg"], kind="images"):
    # A title that is too long keeps a document waiting; an image waits for its credit.
    said = {"title": "x" * 300, "files[]": upload(sample)}
    return client.post(f"/admin/{kind}/multiple/add/", said).json()["uploaded_file_id"]


def complete(client, key):
    said = {f"uploaded-image-{key}-{name}": value for name, value in SAID.items()}
    answer = client.post(f"/admin/images/multiple/create_from_uploaded_image/{key}/", said)
    gc.collect()
    return answer


@pytest.mark.parametrize(
    ("kind", "sample"), [("images", CORPUS["jpeg"]), ("documents", CORPUS["docx"])]
)
def test_what_waits_for_the_rest_of_its_form_waits_clean(editor, stores, kept, kind, sample):
    park(editor, sample, kind)
    assert not rows()
    assert len(kept()) == 1
    assert not telling(kept)


def test_what_waited_is_not_cleaned_twice(editor, disks, cleanings):
    assert complete(editor, park(editor)).json()["success"]
    assert cleanings == ["boat.jpg"]
    image = Image.objects.get()
    assert (image.width, image.height) == Image.objects.get().file._get_image_dimensions()
    assert not UploadedFile.objects.exists()


def test_unless_somebody_put_another_file_in_its_place(editor, disks, kept, cleanings):
    key = park(editor)
    name = UploadedFile.objects.get().file.name
    disks["default"].purge(name)
    assert disks["default"].save(name, ContentFile(CORPUS["jpeg"].data)) == name
    assert complete(editor, key).json()["success"]
    assert len(cleanings) == 2
    UploadedFile.objects.all().delete()
    disks["default"].purge(name)
    settle()
    assert not telling(kept)


def test_a_name_that_looks_sealed_opens_no_door(editor, disks, kept):
    sample = CORPUS["jpeg"]
    add(editor, "images", SimpleUploadedFile(f"{'0' * 32}-{sample.filename}", sample.data))
    assert Image.objects.exists()
    assert not telling(kept)


def test_a_seal_of_a_document_is_none_for_an_image():
    text = clean_file(b"The law", "law.txt")
    name = doors.sealed_name(text, accept=DOCUMENTS)
    again = ContentFile(b"The law", name=name)
    assert doors.cleaned(again, accept=DOCUMENTS).name == "law.txt"
    with pytest.raises(Refused):
        doors.cleaned(again, accept=IMAGES)


# Doors for programs
