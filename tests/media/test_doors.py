"""Every door by which a file comes in: it is clean when it is stored, or it is not stored."""

import gc
import time

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import FileField
from django.utils.functional import Promise
from django.utils.html import escape
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from background.models import Effect
from background.services import settle
from media import doors
from media.cleaner import DOCUMENTS, IMAGES, REASONS, Refused
from media.models import Document, Image
from tests.factories import add_document, add_image, clean_file, pdf, png
from tests.media.canaries import BOMBS, CORPUS, REFUSED, leftovers

# Wagtail leaves the file it has just stored to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")

PICTURES = {name: sample for name, sample in CORPUS.items() if name in IMAGES}
PAPERS = {name: sample for name, sample in CORPUS.items() if name not in IMAGES}


def each(samples):
    return pytest.mark.parametrize("sample", samples.values(), ids=samples)


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


WRONG = [("images", REFUSED["png cut off"]), ("documents", REFUSED["pdf behind a password"])]


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
    assert time.monotonic() - began < 10
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
        "wagtailcore.UploadedFile.file",
        "wagtailusers.UserProfile.avatar",
        # Wagtail's own, in whose place ours are.
        "wagtailimages.Image.file",
        "wagtailimages.Rendition.file",
        "wagtaildocs.Document.file",
    }
