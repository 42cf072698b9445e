"""What is nearly meant, by the words that public pages have."""

from collections.abc import Callable

import pytest
from wagtail.models import Page

from search.queries import find
from search.services import recount_words
from search.spelling import SOME, loosened

Publish = Callable[..., Page]


def ways(said: str, language: str = "en") -> list[tuple[str, ...]]:
    """Return the terms that are asked for instead, in the language of the reader."""
    loose = loosened(find(said, language).question)
    own = [each for each in loose.clauses if each.language == language and not each.any_part]
    return [tuple(term for part in each.parts for term in part) for each in own]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("reprisls", "repris"),
        ("repprisals", "repris"),
        ("reprosals", "repris"),
        ("repirsals", "repris"),
        ("reprisaels", "repris"),
    ],
)
def test_a_letter_is_missing_added_changed_or_swapped(
    publish: Publish, typed: str, meant: str
) -> None:
    publish("Reprisals")
    assert ways(typed) == [(meant,)]


def test_a_short_word_has_one_wrong_letter_at_most(publish: Publish) -> None:
    publish("Court")
    assert ways("cuort") == [("court",)]
    assert ways("cuotr") == []


def test_another_form_of_the_word_is_near_by_its_beginning(publish: Publish) -> None:
    publish("Пытки", "ru")
    assert ways("пыток", "ru") == [("пытк",)]


def test_a_known_word_is_what_is_meant(publish: Publish) -> None:
    publish("Reprisals and reprisal")
    assert ways("reprisal") == []


def test_only_what_is_unknown_is_replaced(publish: Publish) -> None:
    publish("Reprisals at the airport")
    assert ways("airport reprisls") == [("airport", "repris")]


def test_the_word_of_more_pages_comes_first(publish: Publish) -> None:
    publish("Marches")
    publish("Matches")
    publish("Matches again")
    recount_words()
    assert ways("maches")[0] == ("match",)


def test_some_of_the_words_come_behind_all_of_them(publish: Publish) -> None:
    loose = loosened(find("safe zeppelin", "en").question)
    assert {each.any_part for each in loose.clauses} == {True}
    assert max(each.weight for each in loose.clauses) <= 2 * SOME


@pytest.mark.parametrize("said", ["z" * 40, "2026", "ab", "人权", "🎉 x"])
def test_what_is_no_word_or_too_short_is_like_nothing(publish: Publish, said: str) -> None:
    publish("Zebra 2027 abc")
    assert ways(said) == []


@pytest.mark.parametrize(
    ("language", "title", "typed", "reader"),
    [
        ("ru", "Права человека", "ghfdf xtkjdtrf", "ru"),
        ("ru", "Права человека", "ghfdf xtkjdtrf", "en"),
        ("ru", "Права человека", "prava cheloveka", "ru"),
        ("ru", "Правозащитник", "pravozashchitnik", "ru"),
        ("ru", "Свободный выбор", "svobodnyi vybor", "ru"),
        ("en", "Human rights", "ргьфт кшпреы", "en"),
        ("en", "Human rights", "اعةشى قهلافس", "ar"),
        ("ar", "حقوق الإنسان", "pr,r hghkshk", "ar"),
        ("zh-hans", "捍卫者", "汉卫者", "zh-hans"),
        ("zh-hans", "捍卫者", "捍位者", "zh-hans"),
        ("ar", "الأطفال", "طفل", "ar"),
        ("ar", "سجين", "سجناء", "ar"),
        ("en", "Politician", "politics", "en"),
        ("en", "Defenders of water", "defenders воды", "en"),
    ],
)
def test_what_was_meant_is_found_however_it_was_typed(
    publish: Publish, language: str, title: str, typed: str, reader: str
) -> None:
    publish("Nothing of the kind", language)
    publish(title, language)
    found = find(typed, reader)
    assert [each.entry.title for each in (*found.shown, *found.nearly)] == [title]


def test_other_keys_that_say_nothing_are_not_asked_for(publish: Publish) -> None:
    publish("Права", "ru")
    assert ways("ghfdf zzzz", "ru") == []


def test_a_word_that_is_known_is_taken_as_it_is(publish: Publish) -> None:
    publish("Ghfdf")
    publish("Права", "ru")
    assert ways("ghfdf") == []
    assert [each.entry.title for each in find("ghfdf", "en").shown] == ["Ghfdf"]
