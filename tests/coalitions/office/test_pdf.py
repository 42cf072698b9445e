"""A draft as a PDF: every word in its script, in our letters, and nothing of who made it."""

import io
import subprocess
import sys
import unicodedata
from typing import Any

import pytest
from pypdf import PdfReader

from coalitions.office import bounded
from coalitions.office.bounded import ENVIRONMENT, ProgramFailed
from coalitions.office.outgoing import written
from coalitions.office.pdf import TYPESETTER, pdf
from coalitions.text.markdown_reading import parse
from tests.coalitions.text.corpus import TEXTS

TITLES = {"en": "The rivers", "ar": "نداء", "zh-hans": "河流"}


def made(language):
    return pdf(parse(TEXTS[language]), title=TITLES.get(language, "Un titre"), language=language)


def read(data):
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"],  # noqa: S607
        input=data,
        capture_output=True,
        check=True,
    )
    return unicodedata.normalize("NFKC", done.stdout.decode())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["We used to know the season", "Two visits, in the rain."]),
        ("fr", ["défenseur·e·s", "« bien reçu »"]),
        ("es", ["¿quién les preguntó?", "Dos horas, de noche."]),
        ("ar", ["المدرسة", "بالبريد"]),
        ("ru", ["Мы прошли сорок дворов", "Откройте колодец."]),
        ("zh-hans", ["打鱼的人和卖鱼的人", "去了两次，都在下雨。"]),
    ],
)
def test_every_script_is_read_as_it_is_written(language, words):
    text = " ".join(read(made(language)).split())
    for each in words:
        assert unicodedata.normalize("NFKC", each) in text, each


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_it_says_its_language_and_title_and_nothing_of_people_or_hours(language):
    reader: Any = PdfReader(io.BytesIO(made(language)))
    assert set(reader.metadata) <= {"/Title", "/Producer"}
    assert reader.metadata.title == TITLES[language]
    assert reader.trailer["/Root"]["/Lang"] == language
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert not reader.xmp_metadata.dc_creator
    assert reader.xmp_metadata.xmp_create_date is None


def test_a_list_goes_on_where_it_began():
    assert "3. three" in read(pdf(parse("3. three\n4. four"), title="T", language="en"))


def test_it_is_set_in_our_own_letters():
    reader: Any = PdfReader(io.BytesIO(made("fr")))
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert any(name.endswith("PV-Text") for name in fonts)
    assert not any("DejaVu" in name for name in fonts)


def test_markup_in_words_stays_words():
    data = pdf(parse("a <b>b</b> <img src=x>"), title="<script>", language="en")
    assert "<b>b</b> <img src=x>" in read(data)


def test_nothing_outside_the_fonts_is_read(tmp_path):
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="9">the secret</text></svg>')
    page = f'<html lang="en"><title>t</title><img src="{secret.as_uri()}" alt="gone">'
    command = (sys.executable, "-I", str(TYPESETTER), str(tmp_path / "fonts"))
    data = bounded.bounded(
        *command, data=page.encode(), environment=ENVIRONMENT | {"PATH": "/usr/bin:/bin"}
    )
    assert "secret" not in read(data)


def test_what_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(bounded, "SECONDS", 0.01)
    with pytest.raises(ProgramFailed):
        written(parse("words"), "pdf", title="T", language="en")
