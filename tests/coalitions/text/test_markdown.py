"""A draft becomes text for a plain field, and the same draft comes back."""

import pytest

from coalitions.text.markdown import write
from coalitions.text.markdown_reading import parse
from coalitions.text.reading import FORBIDDEN, SAFE_HREF
from coalitions.text.schema import canonical, descendants
from coalitions.text.words import word_count
from tests.coalitions.text.chance import Chance


def test_what_is_written_is_read_as_the_same_document():
    chance = Chance(3)
    for number in range(300):
        document = chance.document()
        written = write(document)
        again = parse(written)
        assert write(again) == written, number
        assert again.text_content.split() == document.text_content.split(), number
        assert _kinds(again) == _kinds(document), number


def _kinds(document):
    return [node.type.name for node in descendants(document) if not node.is_text]


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("**重要**的", "strong"),
        ("كلمة **«مهمة»**، ثم", "strong"),
        ("l’*accès*·e", "em"),
    ],
)
def test_styles_close_in_every_script(typed, html):
    document = parse(typed)
    marked = [each for each in descendants(document) if each.marks]
    assert [[mark.type.name for mark in each.marks] for each in marked] == [[html]]
    assert "*" not in document.text_content


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2 * 3 * 4", None),
        ("a ** b", None),
        ("*not closed", None),
        ("[no address]", None),
        ("[words](javascript:alert(1))", None),
        ("^[never closed", None),
        ("<script>alert(1)</script>", None),
        ("<b>bold</b>", None),
        ("---", None),
        ("`code`", None),
        ("    indented", "indented"),
        # The address of a picture is a link to it: a draft holds no pictures.
        ("![image](https://example.org/x.png)", "!image"),
    ],
)
def test_a_sign_without_its_partner_is_the_character_it_is(typed, said):
    document = parse(typed)
    assert document.text_content == (said or typed)
    for node in descendants(document):
        for mark in node.marks:
            assert SAFE_HREF.fullmatch(str(mark.attrs["href"]))


def test_anything_at_all_can_be_typed():
    chance = Chance(4)
    signs = [
        *"#>-|*[]()^\\`~_!<br>\n\t 12.)&;:—«»",
        "重",
        "ن",
        "👩",
        "\0",
        "\u202e",
        "\r\n",
        "**",
        "| a |\n",
    ]
    for _ in range(400):
        typed = "".join(chance.choices(signs, k=chance.randint(0, 60)))
        document = parse(typed)
        assert not FORBIDDEN.search(document.text_content)
        assert canonical(parse(write(document))) == canonical(parse(write(parse(write(document)))))


def test_words_are_counted_as_each_script_has_them():
    assert word_count(parse("Nous sommes les défenseur·e·s d’ici.")) == 5
    assert word_count(parse("人权")) == 2
    assert word_count(parse("نحن المنظمات")) == 2
    assert word_count(parse("One^[two three] — **four**")) == 4


def test_a_note_keeps_every_word_that_was_typed_in_it():
    note = parse("See^[one<br>two **three** ^[four]].").child(0).child(1)
    assert note.text_content == "one two three four"
