"""Files that come in by code, by a replacement, as a portrait; and that there is no other way."""

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db.models import FileField
from wagtail.users.models import UserProfile

from background.models import Effect
from background.services import settle
from media.cleaner import Refused
from media.models import Document, Image
from tests.factories import add_document, add_image, clean_file
from tests.media.canaries import CORPUS
from tests.media.uploads import WRONG, telling, upload

pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")


def assigned(model, sample, **fields):
    model(file=ContentFile(sample.data, name=sample.filename), **fields).save()


def given_to_the_field(model, sample, **fields):
    made = model(**fields)
    made.file.save(sample.filename, ContentFile(sample.data))


def in_bulk(model, sample, **fields):
    # An image must be clean already: a row made in bulk is given its measures before its file.
    make = clean_file if model is Image else ContentFile
    file = make(sample.data, name=sample.filename)
    model.objects.bulk_create([model(file=file, **fields)])


@pytest.mark.parametrize("door", [assigned, given_to_the_field, in_bulk])
@pytest.mark.parametrize(
    ("model", "sample"), [(Image, CORPUS["jpeg"]), (Document, CORPUS["pdf"])], ids=["image", "pdf"]
)
def test_what_a_program_brings_is_clean(db, stores, kept, door, model, sample):
    said = {"title": "One"} | ({"credit": "Drawing: A"} if model is Image else {})
    door(model, sample, **said)
    settle()
    assert ("default", model.objects.get().file.name) in kept()
    assert not telling(kept)


@pytest.mark.parametrize("door", [assigned, given_to_the_field])
@pytest.mark.parametrize(
    ("model", "sample"),
    [(Image, WRONG[0][1]), (Document, WRONG[1][1])],
    ids=["image", "document"],
)
def test_and_what_it_brings_may_be_refused(db, disks, kept, door, model, sample):
    with pytest.raises(Refused) as refusal:
        door(model, sample, title="One")
    assert refusal.value.code == sample.code
    assert kept() == {}
    assert not model.objects.exists()


@pytest.mark.embedded
@pytest.mark.parametrize("add_one", [add_image, add_document])
def test_a_new_file_has_a_new_name_and_the_old_one_goes(db, disks, add_one):
    made = add_one()
    before = made.file.name
    sample = CORPUS["png" if add_one is add_image else "pdf"]
    made.file = ContentFile(sample.data, name=sample.filename)
    made.save()
    settle()
    assert made.file.name != before
    assert Effect.objects.filter(kind="media.discard", subject=f"default:{before}").exists()


def test_the_picture_of_a_person_is_clean_too(cast, disks, kept):
    sample = CORPUS["jpeg"]
    UserProfile.objects.create(user=cast.edith, avatar=upload(sample))
    assert len(kept()) == 1
    assert not telling(kept)


def test_it_is_shown_to_those_who_edit_and_is_not_there_for_others(cast, disks, client_of):
    UserProfile.objects.create(user=cast.edith, avatar=upload(CORPUS["jpeg"]))
    editor, stranger = client_of(cast.wanda), client_of(cast.nora)
    address = f"/files/portraits/{cast.edith.pk}/"
    assert address in client_of(cast.edith).get("/admin/").content.decode()
    answer = editor.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer.getvalue()
    assert stranger.get(address).status_code == 404
    assert editor.get(f"/files/portraits/{cast.wanda.pk}/").status_code == 404


def test_there_is_no_other_door():
    """A new field for files must be cleaned too, and be named here."""
    fields = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, FileField)
    }
    assert fields == {
        "media.Image.file",
        "media.Rendition.file",
        "media.Document.file",
        # Cleaned as either is, and what we make of that: tests/coalitions/test_files.py.
        "coalitions.FileVersion.content",
        "coalitions.FileVersion.preview",
        "wagtailcore.UploadedFile.file",
        "wagtailusers.UserProfile.avatar",
        # Wagtail's own, in whose place ours are.
        "wagtailimages.Image.file",
        "wagtailimages.Rendition.file",
        "wagtaildocs.Document.file",
    }
