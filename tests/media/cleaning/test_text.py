"""The words of a document come in the order in which people read them."""

import io
from pathlib import Path

import docx
import pytest
from django.core.files.base import ContentFile

import demo
from media import cleaner
from media.cleaner import Refused, extract
from media.cleaning.plain import PAGE_BREAK
from media.cleaning.text import WRAPPED
from tests.factories import pdf
from tests.media.canaries import CORPUS
from tests.media.canaries.archives import members_of, packed, put

FILES = Path(demo.__file__).with_name("files")


def extracted(data, filename):
    return extract(ContentFile(data, name=filename))


def words(name):
    return extracted((FILES / name).read_bytes(), name).text


def test_arabic_reads_from_its_first_letter_without_signs_of_direction():
    text = words("checklist-ar.pdf")
    assert not set(text) & set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert not [
        letter
        for letter in text
        if "\ufb50" <= letter <= "\ufdff" or "\ufe70" <= letter <= "\ufefc"
    ]
    # The article begins words; read backwards it would end them.
    starts = sum(word.startswith("ال") for word in text.split())
    ends = sum(word.endswith("لا") for word in text.split())
    assert starts > 5 * max(ends, 1)


def test_chinese_lines_are_joined_without_a_space():
    text = words("checklist-zh-hans.pdf")
    assert len(text) > 100
    assert not WRAPPED.search(text)
    assert WRAPPED.sub("", "权\n利 and\nrights") == "权利 and\nrights"


def test_a_text_is_read_with_tables_and_notes_and_without_what_was_deleted():
    document = docx.Document()
    document.add_paragraph("First")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Second", "Third"
    document.add_paragraph("Fourth\tafter a tab")
    output = io.BytesIO()
    document.save(output)
    text = extracted(output.getvalue(), "a.docx").text
    assert text.splitlines() == ["First", "Second", "Third", "Fourth\tafter a tab"]


def test_what_is_there_twice_for_older_programs_is_read_once():
    members = members_of(CORPUS["docx"].data)
    alternatives = "".join(
        f"<mc:{name}><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></mc:{name}>"
        for name in ("Choice", "Fallback")
    )
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f'<mc:AlternateContent xmlns:mc="{space}">{alternatives}</mc:AlternateContent>'
    put(members, "word/document.xml", "<w:sectPr", box)
    assert extracted(packed(members), "a.docx").text.count("Boxed") == 1


def test_cells_of_one_row_stand_in_one_line():
    text = extracted(CORPUS["xlsx"].data, "a.xlsx").text
    assert text.splitlines()[0].split("\t")[1] == "12"
    assert text.splitlines()[-1] == "Article 2"


def test_slides_are_read_without_what_only_the_speaker_sees():
    text = extracted(CORPUS["pptx"].data, "a.pptx").text
    assert text.splitlines()[-1] == "Article 2"
    assert "slowly" not in text


def test_slides_stand_apart():
    found = extracted(CORPUS["pptx"].data, "a.pptx")
    assert len(found.text.split(PAGE_BREAK)) == found.pages
    members = members_of(CORPUS["odp"].data)
    slide = "<draw:page><text:p>Article 2</text:p></draw:page>"
    put(members, "content.xml", "</office:presentation>", slide)
    pages = extracted(packed(members), "a.odp").text.split(PAGE_BREAK)
    assert [page.strip() for page in pages] == ["The sea belongs to nobody", "", "Article 2"]


def test_pages_stand_apart_those_without_words_too():
    text = extracted(pdf("", "A cover", "", "Article 1"), "a.pdf").text
    assert [page.strip() for page in text.split(PAGE_BREAK)] == ["", "A cover", "", "Article 1"]
    assert extracted(pdf("", ""), "a.pdf").text == ""


def test_letters_of_one_width_are_found_as_those_of_another():
    assert extracted("ＡＢＣ ﬁne".encode(), "a.txt").text == "ABC fine"


def test_a_picture_has_no_words():
    with pytest.raises(Refused) as refused:
        extracted(CORPUS["png"].data, "a.png")
    assert refused.value.code == "not_accepted"


def test_text_without_end_is_cut(monkeypatch):
    monkeypatch.setattr(cleaner, "DOCUMENT_BYTES", 3_000_000)
    assert len(extracted(b"word " * 500_000, "a.txt").text) == 2_000_000
