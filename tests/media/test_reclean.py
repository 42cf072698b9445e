"""What an older site kept in its public folder is cleaned, and is private afterwards."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from background.services import settle
from media.models import Document, Image
from tests.factories import add_document, add_image
from tests.media.conftest import keep
from tests.media.uploads import PAPERS, PICTURES, telling


def run(*options):
    out, err = StringIO(), StringIO()
    try:
        call_command("media_clean", *options, stdout=out, stderr=err)
    except CommandError as error:
        return error.returncode, out.getvalue() + err.getvalue() + str(error)
    return 0, out.getvalue() + err.getvalue()


def older(stores, row, name, data):
    """Let the file of a row be where an older site kept it, as it was sent."""
    stores["default"].purge(row.file.name)
    keep(stores["public"], name, data)
    type(row)._base_manager.filter(pk=row.pk).update(file=name)


def test_files_of_an_older_site_are_cleaned_and_become_private(homes, stores, kept):
    image, document = add_image(), add_document()
    older(stores, image, "original_images/boat.jpg", PICTURES["jpeg"].data)
    older(stores, document, "documents/law.docx", PAPERS["docx"].data)
    assert telling(kept)
    code, said = run()
    assert code == 0
    assert "cleaned: media.Image" in said
    assert "documents/law.docx" in said
    settle()
    assert not telling(kept)
    image, document = Image.objects.get(), Document.objects.get()
    for row in (image, document):
        assert stores["default"].exists(row.file.name)
        assert row.file_size == stores["default"].size(row.file.name)
    assert document.filename == "law.docx"
    assert not stores["public"].exists("original_images/boat.jpg")
    assert not stores["public"].exists("documents/law.docx")
    assert run() == (0, "")


def test_what_cannot_be_cleaned_stays_and_is_named_with_the_reason(homes, stores):
    document = add_document()
    older(stores, document, "documents/law.pdf", b"MZ this is a program")
    code, said = run()
    assert code == 1
    assert f"refused: media.Document {document.pk}: documents/law.pdf: " in said
    assert "1 files stay as they are" in said
    document.refresh_from_db()
    assert document.file.name == "documents/law.pdf"
    assert stores["public"].exists("documents/law.pdf")


@pytest.mark.parametrize(("options", "again"), [((), False), (("--all",), True)])
def test_what_is_private_is_cleaned_again_only_when_asked(homes, stores, options, again):
    document = add_document()
    before = document.file.name
    code, _said = run(*options)
    document.refresh_from_db()
    assert code == 0
    assert (document.file.name != before) is again
    assert stores["default"].exists(document.file.name)
