"""The words of a document are read in the background, once, and told to whoever searches them."""

import pytest
from django.core.files.base import ContentFile

from background.models import Effect
from background.services import settle
from media import reading
from media.models import Document
from media.reading import read_document
from media.signals import document_read
from tests.factories import add_document, clean_file, pdf


@pytest.fixture
def told():
    """Collect what is told of documents that were read."""
    heard = []

    def hear(document, **kwargs):
        heard.append((document.pk, document.text.split(), document.pages))

    document_read.connect(hear)
    yield heard
    document_read.disconnect(hear)


def add(content, name="law.pdf"):
    return add_document(file=clean_file(content, name))


def found(document):
    document.refresh_from_db()
    return document.text.split(), document.pages, document.read_at is not None


@pytest.mark.embedded
def test_a_document_is_read_after_it_was_added(db, told):
    document = add(pdf("Article one", "Article two"))
    assert found(document) == ([], None, False)
    settle()
    assert found(document) == (["Article", "one", "Article", "two"], 2, True)
    assert told == [(document.pk, ["Article", "one", "Article", "two"], 2)]


def test_it_is_read_once(db, told):
    document = add(pdf("Article one"))
    for _time in range(2):
        settle()
        Document.objects.get().save()
        read_document(str(document.pk), {})
    assert len(told) == 1


def test_a_new_file_is_read_anew(db, told):
    document = add(pdf("Article one", "Article two"))
    settle()
    document.file = clean_file(b"The second law", "law.txt")
    document.save()
    assert found(document) == ([], None, False)
    settle()
    assert found(document) == (["The", "second", "law"], None, True)
    assert len(told) == 2


def test_a_file_that_is_replaced_while_it_is_read_does_not_lend_its_words(db, told, monkeypatch):
    document = add(pdf("Article one"))

    def replaced_meanwhile(file):
        other = Document.objects.get(pk=document.pk)
        other.file = clean_file(b"The second law", "law.txt")
        other.save()
        return real(file)

    real = reading.extract
    monkeypatch.setattr(reading, "extract", replaced_meanwhile)
    read_document(str(document.pk), {})
    assert found(document) == ([], None, False)
    assert told == []
    monkeypatch.undo()
    settle()
    assert found(document)[0] == ["The", "second", "law"]


def test_a_document_that_was_deleted_is_not_read(db, told):
    document = add(pdf())
    key = str(document.pk)
    document.delete()
    read_document(key, {})
    assert told == []


def test_a_document_without_a_file_is_not_read(db, told):
    document = Document(title="Announced")
    document.save()
    read_document(str(document.pk), {})
    assert not Effect.objects.filter(kind="media.document_text").exists()
    assert told == []


def test_one_that_cannot_be_read_is_known_to_have_no_words(db, told, caplog):
    document = add(pdf("Article one"))
    damage(document)
    settle()
    assert found(document) == ([], None, True)
    assert told == [(document.pk, [], None)]
    assert f"Document {document.pk} " in caplog.text
    assert "law" not in caplog.text


def damage(document):
    """Put what never came in like this in the place of a file."""
    store = document.file.storage
    store.purge(document.file.name)
    # Not through the field: that would refuse it.
    assert store.save(document.file.name, ContentFile(b"%PDF-1.7 nothing")) == document.file.name
