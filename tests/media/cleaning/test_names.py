"""A name says what a file is for, and must not say that it is a program."""

import pytest

from media.cleaning.names import extension_of, with_extension
from media.cleaning.refusal import Refusal


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("law.pdf", "pdf"),
        ("LAW.PDF", "pdf"),
        ("Version 1.2 final.docx", "docx"),
        ("www.example.com.pdf", "pdf"),
        ("قانون.pdf", "pdf"),
        ("law", ""),
        ("", ""),
        ("law.pdf\u200f", "pdf"),
    ],
)
def test_the_last_ending_counts(name, extension):
    assert extension_of(name) == extension


@pytest.mark.parametrize(
    "name",
    ["a.pdf.exe", "a.php;.jpg", "a.php.jpg", "a.PHP5.png", "a.html", "a.svg", "a.php%00.jpg",
     "a.php\0.jpg", "a.php .jpg", "a.js:.txt", "\u202egpj.exe"],
)  # fmt: skip
def test_the_name_of_a_program_is_refused(name):
    with pytest.raises(Refusal, match="name"):
        extension_of(name)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("The boat.heic", "The boat.jpg"),
        ("v1.2.tif", "v1.2.jpg"),
        ("boat", "boat.jpg"),
        ("", "file.jpg"),
        ("\u202eboat\n.png", "boat.jpg"),
    ],
)
def test_the_words_of_a_name_stay(name, kept):
    assert with_extension(name, "jpg") == kept
