import re

import pytest

from search.excerpts import excerpt, mark
from search.text import tokens


def passage(text: str, query: str, language: str = "en") -> str:
    return excerpt(text, {token.term for token in tokens(query, language)}, language).html


def test_the_whole_inclusive_word_is_marked_in_its_own_spelling() -> None:
    shown = passage("Les défenseur·e·x·s des droits.", "defenseuse", "fr")
    assert shown == "Les <mark>défenseur·e·x·s</mark> des droits."


def test_pairs_of_chinese_are_marked_as_one() -> None:
    shown = passage("保护人权捍卫者的工作", "人权捍卫者", "zh-hans")
    assert shown == "保护<mark>人权捍卫者</mark>的工作"


def test_everything_is_escaped() -> None:
    shown = passage("<script>rights</script> & rights", "rights")
    assert shown == "&lt;script&gt;<mark>rights</mark>&lt;/script&gt; &amp; <mark>rights</mark>"
    assert mark("<b>rights</b>", {"right"}, "en").html == "&lt;b&gt;<mark>rights</mark>&lt;/b&gt;"


def test_the_passage_is_the_one_with_most_of_the_words() -> None:
    filler = "nothing of interest is written here. " * 20
    shown = passage(f"An airport. {filler} A reprisal at the airport. {filler}", "airport reprisal")
    assert "<mark>reprisal</mark> at the <mark>airport</mark>" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_a_page_whose_text_holds_none_of_the_words_shows_its_beginning() -> None:
    shown = passage("The beginning. " + "More and more. " * 50, "absent")
    assert shown.startswith("The beginning.")
    assert "<mark>" not in shown


@pytest.mark.parametrize("text", ["", "word " * 5000, "人" * 5000, "a" * 5000, "right " * 5000])
def test_no_passage_is_long(text: str) -> None:
    shown = re.sub(r"</?mark>", "", passage(text, "right"))
    assert len(shown) <= 202


def test_words_are_not_cut() -> None:
    text = "introduction " * 10 + "rights " + "conclusion " * 30
    shown = passage(text, "rights").strip("…")
    assert set(re.sub(r"</?mark>", "", shown).split()) == {"introduction", "rights", "conclusion"}


def test_the_terms_that_are_there_are_told_as_they_are_first_spelt() -> None:
    text = "Rights, a right and rights: défenseur·e·s."
    assert excerpt(text, {"right", "absent"}, "en").terms == {"right": "Rights"}


def test_a_passage_that_has_enough_is_taken() -> None:
    filler = "nothing of interest is written here. " * 20
    text = f"A reprisal at the airport. {filler} The airport, a reprisal and a letter. {filler}"
    terms = {token.term for token in tokens("airport reprisal letter", "en")}
    assert excerpt(text, terms, "en", enough=2).html.startswith("A <mark>reprisal")
    assert "letter" in excerpt(text, terms, "en").html
