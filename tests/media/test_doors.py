"""Every door by which a file comes in: it is clean when it is stored, or it is not stored."""

import gc
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.functional import Promise
from django.utils.html import escape
from wagtail.models import UploadedFile

from background.services import settle
from media import doors
from media.cleaner import REASONS, Refused
from media.models import Document, Image
from tests.factories import pdf, png
from tests.media.canaries import BOMBS, REFUSED, leftovers
from tests.media.uploads import (
    PAPERS,
    PICTURES,
    WRONG,
    add,
    choose,
    each,
    replace,
    rows,
    send_among_many,
    telling,
    through,
    upload,
)

pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")


@through(PICTURES, "jpeg")
def test_an_image_is_clean_whichever_door_it_takes(editor, stores, kept, door, sample):
    assert leftovers(sample.data)
    door(editor, "images", upload(sample))
    image = Image.objects.get()
    settle()
    assert image.renditions.exists()
    assert not telling(kept)
    assert image.file_size == stores["default"].size(image.file.name)
    with image.get_willow_image() as picture:
        assert picture.get_size() == (image.width, image.height)
    gc.collect()


@through(PAPERS, "docx")
def test_a_document_is_clean_whichever_door_it_takes(editor, stores, kept, door, sample):
    door(editor, "documents", upload(sample))
    document = Document.objects.get()
    settle()
    assert not telling(kept)
    assert document.filename == sample.filename
    document.refresh_from_db()
    assert sample.text in " ".join(document.text.split())
    gc.collect()


def sent_as(sample):
    """Return where such a file would be sent: among the images or the documents."""
    return "images" if sample.filename.endswith((".jpg", ".png", ".svg", ".tif")) else "documents"


@pytest.mark.embedded
@each(REFUSED)
def test_a_refusal_is_told_at_the_field_and_nothing_is_kept(editor, disks, kept, sample):
    response = add(editor, sent_as(sample), upload(sample))
    errors = response.context["form"].errors.as_data()
    assert [(field, error.code) for field, (error,) in errors.items()] == [("file", sample.code)]
    html = response.content.decode()
    assert escape(str(REASONS[sample.code])) in html
    # What was written in the other fields is still there.
    assert 'value="One"' in html
    assert kept() == {}
    assert not rows()


def test_every_reason_is_said_in_the_language_of_the_editor():
    # Whether each language has the words is asked of the catalogues: see `tests.test_catalogues`.
    assert all(isinstance(reason, Promise) for reason in REASONS.values())


@pytest.mark.embedded
@pytest.mark.parametrize(("kind", "sample"), WRONG, ids=["image", "document"])
def test_so_it_is_where_many_are_sent_or_one_is_chosen(editor, disks, kept, kind, sample):
    answer = send_among_many(editor, kind, upload(sample)).json()
    assert (answer["success"], answer["error_message"]) == (False, str(REASONS[sample.code]))
    answer = choose(editor, kind, upload(sample)).json()
    assert answer["step"] == "reshow_creation_form"
    assert escape(str(REASONS[sample.code])) in answer["htmlFragment"]
    assert kept() == {}
    assert not rows()
    assert not UploadedFile.objects.exists()


@pytest.mark.embedded
@pytest.mark.parametrize(("kind", "sample"), WRONG, ids=["image", "document"])
def test_what_is_refused_takes_the_place_of_nothing(editor, disks, kept, kind, sample):
    replace(editor, kind, upload(sample))
    (made,) = rows()
    before = kept()
    assert ("default", made.file.name) in before
    made.refresh_from_db()
    made.file = ContentFile(sample.data, name=sample.filename)
    with pytest.raises(Refused):
        made.save()
    assert kept() == before
    assert rows()[0].file.name in {name for _alias, name in before}


@pytest.mark.parametrize("name", ["png of 400 million pixels", "docx that lies about a part"])
def test_a_small_file_that_asks_for_much_is_refused_in_time(editor, disks, kept, name):
    bomb = BOMBS[name]
    file = SimpleUploadedFile(bomb.filename, bomb.build())
    began = time.monotonic()
    response = add(editor, sent_as(bomb), file)
    # Two seconds of its own, on a machine that runs other tests beside this one.
    assert time.monotonic() - began < 20
    (error,) = response.context["form"].errors.as_data()["file"]
    assert error.code in bomb.codes
    assert kept() == {}


@pytest.mark.parametrize(
    ("kind", "setting", "file"),
    [
        ("images", "WAGTAILIMAGES_MAX_UPLOAD_SIZE", ("a.png", png(10, 10))),
        ("documents", "WAGTAILDOCS_MAX_UPLOAD_SIZE", ("a.pdf", pdf())),
    ],
    ids=["image", "document"],
)
def test_a_file_that_is_too_large_is_not_even_opened(
    editor, disks, settings, monkeypatch, kind, setting, file
):
    monkeypatch.setattr(doors, "clean", None)
    setattr(settings, setting, 20)
    response = add(editor, kind, SimpleUploadedFile(*file))
    assert "20" in response.context["form"].errors["file"][0]


# What waits for the rest of its form
