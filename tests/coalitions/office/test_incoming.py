"""The text of a file: all of it, what could not be taken told, and nothing hostile let in."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from coalitions.office import bounded as program
from coalitions.office.incoming import take
from coalitions.office.losses import Loss
from coalitions.text.markdown import write
from media.cleaning.unseen import PART_BYTES
from tests.media.canaries import BOMBS, CORPUS
from tests.media.canaries.archives import members_of
from tests.media.canaries.words import PREFIX


def taken(data, name, language="en"):
    found = take(ContentFile(data if isinstance(data, bytes) else data.encode(), name), language)
    return write(found.text).rstrip("\n"), dict(found.losses)


def word(*, body=lambda document: None):
    document = docx.Document()
    body(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_part(data, name, change):
    members = members_of(data)
    members[name] = change(members[name].decode()).encode()
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for path, content in members.items():
            archive.writestr(path, content)
    return file.getvalue()


def test_a_word_document_is_taken_as_it_reads_once_all_is_accepted():
    text, losses = taken(CORPUS["docx"].data, "law.docx")
    assert text.startswith("## Report\n\nThe sea belongs to nobody\n\nIt is **ours**")
    assert "| Article | First |" in text
    # A deleted end of a paragraph joins two.
    assert "It was **always so.**\n\nJoined again" in text
    assert "[Law](https://example.org/law)" in text
    assert PREFIX not in text
    assert losses == {Loss.INSERTION: 1, Loss.DELETION: 2, Loss.COMMENT: 1, Loss.IMAGE: 2}


def test_an_open_document_too():
    text, losses = taken(CORPUS["odt"].data, "law.odt")
    assert "The sea belongs to nobody, it is said." in text
    # It led into somebody's own disk.
    assert text.endswith("Disk")
    assert PREFIX not in text
    assert losses == {Loss.DELETION: 1, Loss.COMMENT: 1, Loss.IMAGE: 1, Loss.LINK: 1}


def test_what_word_sets_apart_is_not_lost():
    def body(document):
        document.add_paragraph("To the Council", style="Title")
        document.add_paragraph("On rivers", style="Subtitle")
        document.add_heading("What happened", 1)
        document.add_heading("In May", 2)
        document.add_paragraph("Seen ").add_run("hidden").font.hidden = True
        document.sections[0].header.paragraphs[0].text = "Letterhead"

    text, losses = taken(word(body=body), "letter.docx")
    assert text == (
        "## To the Council\n\nOn rivers\n\n## What happened\n\n### In May\n\nSeen hidden"
    )
    assert losses == {Loss.HIDDEN: 1, Loss.MARGIN: 1}


def test_a_page_of_the_web_leaves_behind_what_is_none_of_its_text():
    html = """<!DOCTYPE html><html><head><title>In the bar</title><meta name=author content=Ada>
        <script>alert(1)</script></head><body><h1>Rivers</h1><p>He said <q>no</q>.<br>Twice.</p>
        <a href="javascript:alert(2)">press</a> <a href="#note">1</a><img src=x alt="A boat">
        <table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>
        <blockquote><h2>Inside</h2></blockquote>
        <ul><li><blockquote>deep</blockquote></ul><pre>one\n two</pre><hr><p>2<sup>nd</sup>"""
    text, losses = taken(html, "page.html")
    assert text == (
        "## Rivers\n\nHe said “no”.\\\nTwice.\n\npress 1A boat\n\n| a | b |\n| --- | --- |\n"
        "|  | c |\n\n> Inside\n\n- deep\n\none\n\n two\n\n2nd"
    )
    assert losses == {
        Loss.LINK: 2,
        Loss.IMAGE: 1,
        Loss.CELL: 1,
        Loss.FLATTENED: 2,
        Loss.OTHER: 1,
        Loss.STYLE: 1,
    }


def test_markdown_as_people_write_it():
    text, losses = taken(
        "# Rivers\n\n### In May\n\nClosed[^1], he said.\n\n[^1]: See *this*\n\n    and that.\n\n"
        "Term\n:   What it means\n\n$x^2$ `code` <b>raw</b>\n\n| Year | No |\n|---|---|\n"
        "| 2024 | 3 |",
        "text.md",
    )
    assert text == (
        "## Rivers\n\n## In May\n\nClosed^[See *this* and that.], he said.\n\n**Term**\n\n"
        "What it means\n\nx^2 code <b>raw</b>\n\n| Year | No |\n| --- | --- |\n| 2024 | 3 |"
    )
    assert losses == {}


@pytest.mark.parametrize(
    ("language", "encoding", "words"),
    [
        ("en", "utf-8-sig", "a river"),
        ("en", "utf-16", "a river"),
        ("fr", "cp1252", "la rivière"),
        ("ru", "cp1251", "река"),
        ("ar", "cp1256", "نهر"),
        ("zh-hans", "gb18030", "河流"),
    ],
)
def test_a_text_is_read_in_the_letters_of_its_time(language, encoding, words):
    assert taken(words.encode(encoding), "text.txt", language) == (words, {})


def test_a_page_says_itself_in_which_letters_it_is_written():
    page = '<meta http-equiv=x content="text/html; charset=windows-1251"><p>река'
    assert taken(page.encode("cp1251"), "page.htm", "en")[0] == "река"
    assert taken(page.replace("windows-1251", "klingon"), "page.htm", "en")[0] == "река"


def so_many_paragraphs():
    return with_part(
        word(),
        "word/document.xml",
        lambda xml: xml.replace("<w:body>", "<w:body>" + "<w:p/>" * (PART_BYTES // 6)),
    )


def a_deep_list():
    return "".join(f"{'  ' * depth}- point\n" for depth in range(30)).encode()


HOSTILE = {
    "no document": ("letter.docx", lambda: b"\0\1\2" * 99, "mismatch"),
    "a picture": ("letter.odt", lambda: CORPUS["png"].data, "mismatch"),
    "a table": ("table.xlsx", lambda: CORPUS["xlsx"].data, "not_accepted"),
    "PDF": ("letter.pdf", lambda: CORPUS["pdf"].data, "not_accepted"),
    "of an old time": ("letter.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_format"),
    "another name": ("letter.md", lambda: CORPUS["docx"].data, "mismatch"),
    "nothing": ("letter.md", lambda: b"", "empty"),
    "no letters": ("letter.md", lambda: b"\0\x81\x8d", "letters"),
    "too many": ("letter.docx", so_many_paragraphs, "too_demanding"),
    "too long": ("letter.md", lambda: b"a\n\n" * 60_000, "long"),
    "too deep": ("letter.md", a_deep_list, "long"),
    "of tags": ("letter.docx", BOMBS["docx of tags"].build, "too_demanding"),
    "a part that lies": ("letter.docx", BOMBS["docx that lies about a part"].build, None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_is_refused_in_words(name):
    filename, build, code = HOSTILE[name]
    with pytest.raises(ValidationError) as refused:
        take(ContentFile(build(), filename), "en")
    assert code in (None, refused.value.code)
    assert refused.value.messages[0].endswith(".")


def test_what_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(program, "SECONDS", 0.0001)
    with pytest.raises(ValidationError):
        taken("words", "text.md")


def test_nothing_outside_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    page = f'<p>a<iframe src="{secret}"></iframe><img src="{secret}"><object data="{secret}">'
    assert "the secret" not in taken(page, "page.html")[0]
    assert taken("\\include{/etc/passwd} {{/etc/passwd}}", "a.md")[0].endswith("{{/etc/passwd}}")
