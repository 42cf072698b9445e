"""What is asked of an image and a document when it is brought to the site, and what is kept."""

import gc
import json
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from media.models import Document, Image
from media.names import document_name
from tests.factories import add_document, add_image, clean_file, pdf, png

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


@pytest.fixture
def signed_in(client, cast):
    client.force_login(cast.edith)
    return client


def send_image(client, name="a.png", content=None, **fields):
    file = SimpleUploadedFile(name, png(10, 10) if content is None else content)
    said = {"title": "An image", "credit": "Drawing: A", "description": "", "tags": ""}
    return client.post("/admin/images/add/", said | {"file": file} | fields)


def errors(response):
    return {} if response.status_code == 302 else response.context["form"].errors


def test_an_image_with_a_credit_is_taken(signed_in, cast):
    assert errors(send_image(signed_in)) == {}
    image = Image.objects.get()
    assert (image.credit, image.width, image.uploaded_by_user) == ("Drawing: A", 10, cast.edith)


@pytest.mark.parametrize("credit", ["", "   "])
def test_an_image_without_a_credit_is_refused_at_the_field(signed_in, credit):
    assert list(errors(send_image(signed_in, credit=credit))) == ["credit"]
    assert not Image.objects.exists()


# Wagtail leaves the file it has just stored to the garbage collector.
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
def test_nor_does_it_come_in_where_many_are_sent_at_once(signed_in):
    file = SimpleUploadedFile("a.png", png(10, 10))
    response = signed_in.post("/admin/images/multiple/add/", {"title": "One", "files[]": file})
    assert not Image.objects.exists()
    # It is kept aside, and its form asks for what is missing.
    waiting = response.json()
    assert "credit" in waiting["form"]
    path = f"/admin/images/multiple/create_from_uploaded_image/{waiting['uploaded_file_id']}/"
    prefix = f"uploaded-image-{waiting['uploaded_file_id']}"
    said = {f"{prefix}-title": "One", f"{prefix}-credit": "", f"{prefix}-tags": ""}
    assert signed_in.post(path, said).json()["success"] is False
    assert signed_in.post(path, said | {f"{prefix}-credit": "Drawing: B"}).json()["success"] is True
    assert Image.objects.get().credit == "Drawing: B"
    gc.collect()


def test_nor_where_it_is_chosen_for_a_page(signed_in):
    prefix = "image-chooser-upload"
    said = {
        f"{prefix}-title": "One",
        f"{prefix}-file": SimpleUploadedFile("a.png", png(10, 10)),
        f"{prefix}-tags": "",
        f"{prefix}-description": "",
    }
    response = signed_in.post("/admin/images/chooser/create/", said)
    assert response.json()["step"] == "reshow_creation_form"
    assert "This field is required." in response.json()["htmlFragment"]
    assert not Image.objects.exists()


REFUSED = {
    "a drawing that is a program": ("a.svg", SVG),
    "one that hides behind another name": ("a.png", SVG),
    "a page": ("a.html", HTML),
    "a page that hides behind another name": ("a.jpg", HTML),
    "a file of two names": ("a.png.html", png(10, 10)),
    "another format than it says": ("a.jpg", png(10, 10)),
    "nothing": ("a.png", b""),
}


@pytest.mark.parametrize(("name", "content"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_an_image_is_refused(signed_in, name, content):
    assert list(errors(send_image(signed_in, name, content))) == ["file"]
    assert not Image.objects.exists()


def test_half_an_image_is_refused_too(signed_in):
    assert list(errors(send_image(signed_in, "a.png", png(10, 10)[:40]))) == ["file"]


@pytest.mark.parametrize("name", ["a.svg", "a.html"])
def test_nor_does_it_come_in_with_many_others(signed_in, name):
    file = SimpleUploadedFile(name, SVG)
    response = signed_in.post("/admin/images/multiple/add/", {"title": "One", "files[]": file})
    assert json.loads(response.content)["success"] is False
    assert not Image.objects.exists()


def send_document(client, name="a.pdf", content=None, **fields):
    said = {"title": "A law", "language": "ar", "description": "", "tags": ""}
    file = SimpleUploadedFile(name, pdf() if content is None else content)
    return client.post("/admin/documents/add/", said | {"file": file} | fields)


def test_a_document_keeps_its_language_and_its_size(signed_in):
    assert errors(send_document(signed_in)) == {}
    document = Document.objects.get()
    assert (document.language, document.format) == ("ar", "PDF")
    assert document.file_size == document.file.size > 0


@pytest.mark.parametrize("language", ["", "xx", "en-gb", "<b>"])
def test_a_document_is_in_a_language_of_the_site(signed_in, language):
    assert list(errors(send_document(signed_in, language=language))) == ["language"]
    assert not Document.objects.exists()


def test_every_language_of_the_site_can_be_chosen(signed_in, settings):
    html = signed_in.get("/admin/documents/add/").content.decode()
    assert all(f'<option value="{code}"' in html for code, _name in settings.LANGUAGES)


@pytest.mark.parametrize(
    "name", ["a.html", "a.svg", "a.htm", "a.xml", "a.js", "a.exe", "a", ".pdf"]
)
def test_a_file_that_could_run_is_refused(signed_in, name):
    assert list(errors(send_document(signed_in, name, HTML))) == ["file"]
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.zip"])
def test_a_page_under_the_name_of_another_format_is_refused(signed_in, name):
    assert list(errors(send_document(signed_in, name, HTML))) == ["file"]


def test_what_is_made_by_a_program_is_measured_too(db, django_assert_num_queries):
    for made in (add_document(), add_image()):
        found = type(made).objects.get(pk=made.pk)
        with django_assert_num_queries(0):
            assert found.get_file_size() == found.file.size
            assert len(found.get_file_hash()) == 40


def test_a_new_file_is_measured_anew(signed_in):
    send_document(signed_in)
    document = Document.objects.get()
    before = document.file_size, document.file_hash
    file = SimpleUploadedFile("b.txt", b"Article 1\n")
    said = {"title": "A law", "language": "fr", "description": "", "tags": "", "file": file}
    response = signed_in.post(f"/admin/documents/edit/{document.pk}/", said)
    assert errors(response) == {}
    document.refresh_from_db()
    assert (document.language, document.format) == ("fr", "TXT")
    assert document.file_size == document.file.size
    assert (document.file_size, document.file_hash) != before


def test_a_document_without_a_file_can_be_saved_and_has_no_size(db):
    document = Document(title="Announced")
    document.save()
    assert document.file_size is None


def test_an_image_of_somebody_who_left_stays(db, cast):
    image = add_image(uploaded_by_user=cast.nora)
    cast.nora.delete()
    image.refresh_from_db()
    assert image.uploaded_by_user is None


@pytest.mark.embedded
def test_nobody_can_guess_the_name_of_an_image_or_what_it_shows(db):
    file = ContentFile(png(10, 10), name="arrest of a person.png")
    names = {
        Image.objects.create(title="Arrest", credit="A", file=file).file.name for _time in range(2)
    }
    assert len(names) == 2
    assert all(re.fullmatch(r"images/[0-9a-f]{32}\.png", name) for name in names)


NAMES = {
    "the law.PDF": "the-law.pdf",
    "القانون الجديد.pdf": "القانون-الجديد.pdf",
    "कानून की रिपोर्ट.pdf": "कानून-की-रिपोर्ट.pdf",
    "report.final.v2.pdf": "report-final-v2.pdf",
    "...hidden.pdf": "hidden.pdf",
    "law\u202efdp.pdf": "law-fdp.pdf",
    "((( ))).pdf": "file.pdf",
    "法" * 200 + ".pdf": "法" * 66 + ".pdf",
    "x" * 200 + ".pdf": "x" * 96 + ".pdf",
}


@pytest.mark.parametrize(("said", "kept"), NAMES.items())
def test_a_document_keeps_the_words_of_its_name(said, kept):
    folder, secret, name = document_name(said).split("/")
    assert (folder, name) == ("documents", kept)
    assert re.fullmatch(r"[0-9a-f]{32}", secret)
    assert len(name) <= 100
    assert len(name.encode()) <= 255


@pytest.mark.embedded
def test_its_name_is_what_a_visitor_gets(db):
    document = Document(title="One", file=ContentFile(pdf(), name="कानून 1.pdf"))
    document.save()
    document = Document.objects.get()
    assert document.filename == "कानून-1.pdf"
    assert document.file.storage.exists(document.file.name)
    assert document.url.startswith(f"/documents/{document.pk}/")


def test_lists_of_documents_do_not_carry_their_words(db, django_assert_num_queries):
    Document.objects.filter(pk=add_document().pk).update(text="Article 1")
    document = Document.objects.get()
    assert "text" not in document.__dict__
    with django_assert_num_queries(1):
        assert document.text == "Article 1"


LENGTHS = {"pdf": "12 pages", "odt": "12 pages", "pptx": "12 slides", "ods": "12 sheets"}


@pytest.mark.parametrize(("kind", "said"), LENGTHS.items())
def test_what_is_counted_has_the_name_of_its_kind(db, kind, said):
    assert Document(file=f"documents/x/a.{kind}", pages=12).length == said
    assert Document(file=f"documents/x/a.{kind}", pages=1).length == said.replace("12", "1")[:-1]
    assert Document(file=f"documents/x/a.{kind}").length == ""


@pytest.mark.parametrize("columns", [None, ["file"]])
def test_what_was_said_of_a_file_goes_when_code_replaces_it(homes, columns):
    document = add_document()
    Document.objects.update(text="Old words", pages=3, read_at=timezone.now())
    document = Document.objects.get()
    before = document.file_hash, document.file_size
    document.file = clean_file(pdf("Other", "words"), "other.pdf")
    document.save(update_fields=columns)
    document = Document.objects.get()
    assert (document.text, document.pages, document.read_at) == ("", None, None)
    assert document.file_size == document.file.size
    assert (document.file_hash, document.file_size) != before
