"""What comes out of the door for uploads, and what is turned away there."""

import tempfile
from pathlib import Path
from typing import get_args

import pytest
from django.core.files.base import ContentFile

from media import cleaner
from media.cleaner import DOCUMENTS, IMAGES, REASONS, Refused, clean, extract
from media.cleaning.kinds import EXTENSIONS
from media.cleaning.refusal import Reason
from tests.media.canaries import CORPUS, REFUSED, leftovers
from tests.media.canaries.words import VISIBLE

ALL = IMAGES | DOCUMENTS


def upload(sample):
    return ContentFile(sample.data, name=sample.filename)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where the work is done, so that a test can see what is left behind."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", CORPUS)
def test_no_telling_word_comes_through(name, folder):
    sample = CORPUS[name]
    if name not in ("txt", "csv"):
        assert leftovers(sample.data)
    with clean(upload(sample), accept=ALL) as file:
        assert leftovers(file.read()) == []
        assert file.kind == sample.kind
        assert Path(str(file.name)).stem == Path(sample.filename).stem
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_cleaned_is_refused(name, folder):
    filename, data, code = REFUSED[name]
    with pytest.raises(Refused) as refused:
        clean(ContentFile(data, name=filename), accept=ALL)
    assert refused.value.code == code
    assert refused.value.messages == [REASONS[code]]
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", [name for name, sample in CORPUS.items() if sample.text])
def test_the_words_of_a_clean_document_are_found(name):
    with clean(upload(CORPUS[name]), accept=DOCUMENTS) as file:
        extracted = extract(file)
    assert VISIBLE in extracted.text
    pages = {"pdf": 1, "xlsx": 2, "pptx": 2, "ods": 2, "odp": 2}
    assert extracted.pages == pages.get(name)


def test_every_reason_has_its_advice_and_every_kind_its_door():
    assert set(get_args(Reason)) <= set(REASONS)
    assert set(EXTENSIONS) == ALL


def test_a_document_is_not_an_image():
    with pytest.raises(Refused) as refused:
        clean(upload(CORPUS["pdf"]), accept=IMAGES)
    assert refused.value.code == "not_accepted"


def test_an_empty_file_is_refused():
    with pytest.raises(Refused) as refused:
        clean(ContentFile(b"", name="a.pdf"), accept=DOCUMENTS)
    assert refused.value.code == "empty"


def test_the_first_byte_too_many_is_refused(monkeypatch):
    sample = CORPUS["jpeg"]
    monkeypatch.setattr(cleaner, "IMAGE_BYTES", len(sample.data))
    clean(upload(sample), accept=IMAGES).close()
    monkeypatch.setattr(cleaner, "IMAGE_BYTES", len(sample.data) - 1)
    for accept in (IMAGES, ALL):
        with pytest.raises(Refused) as refused:
            clean(upload(sample), accept=accept)
        assert refused.value.code == "too_large"


def test_a_program_that_takes_too_long_is_stopped(monkeypatch, folder):
    monkeypatch.setattr(cleaner, "SECONDS", 0.01)
    with pytest.raises(Refused) as refused:
        clean(upload(CORPUS["pdf"]), accept=DOCUMENTS)
    assert refused.value.code == "too_demanding"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("ends", "code"),
    [("raise ValueError('a private word')", "failed"), ("import os; os.abort()", "too_demanding")],
)
def test_a_program_that_breaks_keeps_nothing(monkeypatch, tmp_path, caplog, ends, code):
    program = tmp_path / "program.py"
    program.write_text(ends)
    monkeypatch.setattr(cleaner, "PROGRAM", program)
    with pytest.raises(Refused) as refused:
        clean(upload(CORPUS["pdf"]), accept=DOCUMENTS)
    assert refused.value.code == code
    assert "private" not in caplog.text


def test_a_name_keeps_its_words_and_gets_the_ending_that_fits():
    sample = CORPUS["heif"]
    file = ContentFile(sample.data, name="Наша лодка 2024.05\u202e.HEIC")
    with clean(file, accept=IMAGES) as cleaned:
        assert cleaned.name == "Наша лодка 2024.05.jpg"


def test_a_clean_file_can_be_read_again_and_is_in_no_folder():
    with clean(upload(CORPUS["pdf"]), accept=DOCUMENTS) as file:
        assert file.read(5) == b"%PDF-"
        assert b"".join(file.chunks()).startswith(b"%PDF-")
        assert file.size == len(b"".join(file.chunks()))
        assert not hasattr(file, "temporary_file_path")


def test_without_its_reader_no_text_is_made_up(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(cleaner.ImproperlyConfigured, match="poppler"):
        extract(upload(CORPUS["pdf"]))
