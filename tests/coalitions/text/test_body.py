"""A draft becomes the body of a page: every word of it stands there, in its order."""

from types import SimpleNamespace

import pytest
from lxml import html as parser

from coalitions.text.body import START, STYLE, body_of
from coalitions.text.markdown_reading import parse
from coalitions.text.schema import attr, children, descendants
from core.blocks import BodyBlock
from tests.coalitions.text.chance import Chance
from tests.coalitions.text.corpus import TEXTS


def shown(document):
    """Return the body as a visitor has it, apart from its notes' ways back."""
    block = BodyBlock(required=False)
    body = block.clean(block.to_python(body_of(document).blocks))
    blocks = "".join(each.render({"page": SimpleNamespace(body=body)}) for each in body)
    tree = parser.fromstring(f"<div>{blocks}</div>")
    for back in tree.xpath("//a[@role='doc-backlink'] | //h2[@id='notes-h']"):
        back.drop_tree()
    return tree


def said(document):
    """Return all words of a document, its notes at the end, as one who reads it aloud would."""
    words: list[str] = []
    notes: list[str] = []
    _say(document, words, notes)
    for note in notes:
        words += note.split()
    return words


def _say(node, words, notes):
    line = ""
    for child in children(node):
        if child.is_text:
            line += child.text
        elif child.type.name == "footnote":
            notes.append(child.text_content)
            line += f"[{len(notes)}]"
        elif child.type.name == "hard_break":
            line += " "
        else:
            _say(child, words, notes)
    words += line.split()


def words_of(tree):
    for line_break in tree.iter("br"):
        line_break.tail = " " + (line_break.tail or "")
    blocks = ["p", "li", "h2", "h3", "td", "th", "blockquote", "figcaption"]
    for block in [each for each in tree.iter() if each.tag in blocks]:
        block.tail = " " + (block.tail or "")
        block.text = " " + (block.text or "")
    for inner in list(tree.iter("ul", "ol")):
        inner.text = " " + (inner.text or "")
    return tree.text_content().split()


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_in_each_language_is_the_same_text_on_a_page(language):
    document = parse(TEXTS[language])
    tree = shown(document)
    assert words_of(tree) == said(document)
    kinds = {each.type.name for each in descendants(document)}
    assert kinds >= {"heading", "footnote", "table", "blockquote", "bullet_list", "ordered_list"}
    for tag in ("h2", "h3", "table", "blockquote", "ul", "ol", "b", "i"):
        assert tree.xpath(f"//{tag}"), tag
    links = [
        attr(mark, "href")
        for each in descendants(document)
        for mark in each.marks
        if mark.type.name == "link"
    ]
    assert set(links) <= set(tree.xpath("//a/@href"))


def test_no_word_of_any_text_is_lost():
    chance = Chance(5)
    for number in range(200):
        document = chance.document()
        assert words_of(shown(document)) == said(document), number


def test_notes_stand_at_the_end_where_their_places_lead():
    tree = shown(parse("We saw^[In *March*.] and said^[To [all](https://a.example/).] it."))
    assert tree.xpath("//a[@role='doc-noteref']/@href") == ["#note-1", "#note-2"]
    assert tree.xpath("//li[@id='note-1']//i/text()") == ["March"]
    assert tree.xpath("//li[@id='note-2']//a/@href") == ["https://a.example/"]


def test_paragraphs_are_one_field_to_whoever_edits_them():
    body = body_of(parse("One.\n\nTwo.\n\n- three\n\n## Four\n\nFive."))
    assert [block["type"] for block in body.blocks] == ["text", "heading", "text"]


@pytest.mark.parametrize(
    ("typed", "changed"),
    [
        ("A **bold** word, a [link](https://a.example/).\n\n3. three", {START: 1}),
        ("## A **bold** heading\n\n> *said* so\n\n1. one", {STYLE: 2}),
        ("> said so\n\n| **A** | B |\n| --- | --- |\n| *c* | d |", {STYLE: 1}),
        ("", {}),
    ],
)
def test_what_a_page_says_otherwise_is_counted(typed, changed):
    assert +body_of(parse(typed)).changed == changed


def test_markup_in_words_stays_words():
    document = parse(
        "A <script>alert(1)</script>\n\n| <b>x</b> |\n| --- |\n| <i>y</i>^[<u>z</u>] |"
    )
    tree = shown(document)
    assert not tree.xpath("//script | //b | //u")
    assert words_of(tree) == said(document)
