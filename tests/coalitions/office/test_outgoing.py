"""A draft in a file of another program: all of its words, and nobody's name."""

import io
import re
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from lxml import etree

from coalitions.office.incoming import take
from coalitions.office.outgoing import FORMATS, formats_for, written
from coalitions.text.markdown import write
from coalitions.text.markdown_reading import parse
from tests.coalitions.text.chance import Chance

TEXTS = {
    "en": """
## What happened

On 3 May the **river** was *closed*^[See [the *decree*](https://example.org/decree).] to everybody.

### Who said so

- One point
  - and one inside it
- Another

3. The third
4. The fourth

> Nobody owns water.

| Year | Closed |
| --- | --- |
| 2024 | 3 |

A line\\
and another.""",
    "fr": "## Les faits\n\nLes défenseur·e·s l’ont dit : « l’eau est à tou·te·s »"
    "^[Voir *l’arrêté*.].",
    "es": "## Los hechos\n\n¿Quién lo dijo? Las y los **defensores**.",
    "ar": "## ماذا حدث\n\nأُغلق **النهر**^[انظر المرسوم.] أمام الجميع.\n\n- نقطة\n- أخرى\n\n"
    "| سنة | عدد |\n| --- | --- |\n| 2024 | ثلاثة |",
    "ru": "## Что случилось\n\n«Река» — **общая**.\n\n1. Первое\n2. Второе",
    "zh-hans": "## 发生了什么\n\n五月三日，**河流**被*关闭*^[见决定。]。",
}


# A PDF is read by people: test_pdf.py.
READ_BACK = [name for name in FORMATS if name != "pdf"]


def text_of(node):
    """Return the letters and figures of a text, whatever stands between them."""
    text = node.text_between(0, node.content.size, " ", " ")
    return "".join(sign for sign in text if sign.isalnum())


@pytest.mark.parametrize("name", READ_BACK)
@pytest.mark.parametrize("language", TEXTS)
def test_a_text_comes_back_as_it_went(language, name):
    text = parse(TEXTS[language])
    data = written(text, name, title="The title", language=language)
    back = take(ContentFile(data, f"text.{name}"), language)
    title, _blank, rest = write(back.text).partition("\n\n")
    assert title.removeprefix("## ") == "The title"
    assert rest == write(text)
    assert not back.losses


@pytest.mark.parametrize("name", READ_BACK)
def test_no_word_of_any_text_is_lost(name):
    for seed in range(12):
        text = Chance(seed).document()
        data = written(text, name, title="T", language="en")
        back = take(ContentFile(data, f"text.{name}"), "en")
        assert text_of(back.text) == f"T{text_of(text)}", seed


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_a_file_names_nobody_and_no_hour(name):
    data = written(parse(TEXTS["en"]), name, title="The title", language="en")
    with ZipFile(io.BytesIO(data)) as archive:
        parts = [each for each in archive.namelist() if re.search(r"docProps|meta\.xml", each)]
        said = {
            etree.QName(element).localname: element.text.strip()
            for part in parts
            for element in etree.fromstring(archive.read(part)).iter()
            if element.text and element.text.strip()
        }
        assert all(each.date_time[:3] == (1980, 1, 1) for each in archive.infolist())
    assert parts
    assert not {
        "title",
        "creator",
        "lastModifiedBy",
        "initial-creator",
        "Company",
        "Manager",
    } & set(said)
    assert {said[key][:4] for key in ("created", "modified", "date") if key in said} == {"1970"}


def test_a_text_from_right_to_left_is_set_so():
    text = parse(TEXTS["ar"])
    assert formats_for(text) == ["pdf", "docx", "md"]
    assert formats_for(parse("words")) == ["pdf", "docx", "odt", "md"]
    data = written(text, "docx", title="نداء", language="ar")
    with ZipFile(io.BytesIO(data)) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    lines = [line for line in document.iter(f"{word}p") if "".join(line.itertext()).strip()]
    assert lines
    figures_alone = [line for line in lines if not line.findall(f".//{word}bidi")]
    assert {"".join(line.itertext()) for line in figures_alone} <= {"2024"}
