"""A comment stays with its passage, whatever becomes of the text around it."""

import pytest

from coalitions.text.anchoring import (
    Passage,
    anchoring,
    anchors_by_block,
    lines,
    loosening,
    moved,
    quote,
    rewording,
)
from coalitions.text.html import annotated, html
from coalitions.text.markdown_reading import parse
from coalitions.text.plain_form import steps_between
from coalitions.text.schema import comment_ids, sha256
from coalitions.text.steps import Replace

ID = "0a1b2c3d"


def anchored(text, words, anchor=ID):
    document = parse(text) if isinstance(text, str) else text
    [(start, end)] = [place for line in lines(document) for place in line.find(words)]
    return done(anchoring(start, end, anchor), document)


def done(step, document):
    return step.apply(document).doc


def marked(document):
    """Return the words that have the anchor."""
    found = []

    def look(node, *_):
        if any(mark.type.name == "comment" for mark in node.marks):
            found.append(node.text_content)

    document.descendants(look)
    return "".join(found)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("We ask **every** government.", "ask every", "ask every"),
        ("We ask^[A note.] every state.", "ask every", "askA note. every"),
        ("One\\\ntwo", "One two", "Onetwo"),
        ("- a\n- we b c", "b c", "b c"),
        ("| a | b |\n| - | - |\n| c d | e |", "c d", "c d"),
        ("نطالب **كل** حكومة.", "كل حكومة", "كل حكومة"),
        ("我们要求每个政府。", "每个", "每个"),
        ("A 🌊 wave 🌊🌊 high", "🌊 wave 🌊", "🌊 wave 🌊"),
        ("a (b*c) [d]", "(b*c) [d]", "(b*c) [d]"),
    ],
)
def test_words_are_found_where_they_stand(text, words, found):
    assert marked(anchored(text, words)).replace("\n", "") == found


def test_words_that_are_not_there_or_none_are_not_found():
    [line] = lines(parse("We ask."))
    assert line.find("demand") == line.find("") == line.find("  ") == []
    assert len(lines(parse("a a"))[0].find("a")) == 2


def test_lines_are_those_with_words():
    assert [each.node.text_content for each in lines(parse("# A\n\n- b\n- c\n\n> d"))] == list(
        "Abcd"
    )


def test_what_is_written_around_a_passage_leaves_it():
    before = parse("one two three")
    passage = Passage(0, 5, 8)
    assert quote(before, 5, 8) == "two"
    zero = next(iter(steps_between(before, parse("zero one two three four"))))
    after = zero.apply(before).doc
    assert quote(after, *moved(passage, [zero])) == "two"
    gone = Replace(4, 9, steps_between(before, parse(""))[0].slice)
    start, end = moved(passage, [gone])
    assert start >= end


@pytest.mark.parametrize("place", [(-1, 3), (3, 3), (5, 2), (0, 999)])
def test_places_outside_the_text_have_no_words(place):
    assert quote(parse("one two"), *place) == ""


def test_half_a_sign_is_no_place():
    waves = parse("a 🌊🌊 b")
    assert quote(waves, 3, 5) == "🌊"
    assert quote(waves, 4, 5) == quote(waves, 3, 4) == ""


def test_a_passage_goes_with_its_words_through_a_form():
    before = anchored("One two three.\n\nFour five six seven.\n\nEight.", "five six")
    after = parse("Four FIVE five six seven.\n\nOne two.\n\nEight nine.")
    document = before
    for step in steps_between(before, after):
        document = step.apply(document).doc
    assert marked(document) == "five six"


def test_anchors_are_not_what_is_signed():
    text = "One two three."
    assert sha256(anchored(text, "two")) == sha256(parse(text))


def test_a_new_wording_keeps_what_the_passage_had():
    document = anchored("We **ask every** [gov](https://a.example) now.", "ask every gov")
    after = done(rewording(document, ID, "demand that each"), document)
    assert after.text_content == "We demand that each now."
    assert marked(after) == "demand that each"
    bold = anchored("We **ask every** one.", "every")
    after = done(rewording(bold, ID, "each"), bold)
    assert html(after) == '<p dir="ltr">We <strong>ask each</strong> one.</p>'


def test_a_passage_in_pieces_is_not_replaced():
    parts = parse("one two\n\nthree four")
    document = done(anchoring(5, 15, ID), parts)
    assert marked(document) == "twothree"
    assert rewording(document, ID, "x") is None
    apart = anchored(anchored("one two three", "one"), "three")
    assert rewording(apart, ID, "x") is None
    assert rewording(parts, ID, "x") is None


def test_an_anchor_is_taken_out_wherever_it_is():
    document = anchored(anchored("one two three", "one two"), "two", "ffffffff")
    after = done(loosening(document, ID), document)
    assert comment_ids(after) == {"ffffffff"}


def test_each_anchor_begins_in_one_block():
    document = done(anchoring(5, 15, ID), parse("one two\n\nthree four\n\n- five"))
    document = anchored(document, "five", "ffffffff")
    assert anchors_by_block(document) == [{ID}, set(), {"ffffffff"}]


def test_only_what_is_asked_for_is_marked_and_once_by_its_name():
    document = anchored("We **ask** every <b>.", "ask every")
    assert "mark" not in html(document)
    [block] = annotated(document, {ID: "anchor"}, places=True)
    assert block == (
        '<p dir="ltr" data-at="1">We '
        '<strong><mark class="anchor" id="a-0a1b2c3d">ask</mark></strong>'
        '<mark class="anchor"> every</mark> &lt;b&gt;.</p>'
    )
