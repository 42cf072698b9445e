"""How what a visitor typed is read."""

import pytest

from search.question import read
from search.text import LONGEST_QUERY
from search.thesaurus import Thesaurus

LANGUAGES = ("en", "fr", "zh-hans")
NOTHING = Thesaurus.of([])


def parts(said: str, language: str = "en") -> tuple[tuple[str, ...], ...]:
    [own] = read(said, language, [language], NOTHING).clauses
    return own.parts


def test_it_is_asked_in_every_language_the_own_first() -> None:
    question = read("les droits", "fr", LANGUAGES, NOTHING)
    assert [each.language for each in question.clauses] == ["fr", "en", "zh-hans"]
    own, english, _chinese = question.clauses
    assert own.weight > english.weight
    assert own.parts == (("droit",),)
    assert english.parts == (("les",), ("droit",))
    assert question.terms_in("fr") == {"droit"}


def test_common_words_are_asked_for_in_the_own_language_alone() -> None:
    question = read("on and on", "en", LANGUAGES, NOTHING)
    assert ("on",) in question.clauses[0].parts
    assert [each.parts for each in read("on", "fr", ("fr", "en"), NOTHING).clauses] == [(("on",),)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('"right to a name"', (("right", "to", "a", "name"),)),
        ("“right to” law", (("law",), ("right", "to"))),
        ('unclosed "right', (("unclos",), ("right",))),
        ("law -court", (("law",),)),
        ('law -"the court"', (("law",),)),
        ("non-violence", (("non",), ("violenc",))),
        ("- law", (("law",),)),
        ("law law", (("law",),)),
    ],
)
def test_phrases_are_kept_whole_and_what_is_excluded_is_not_asked_for(
    said: str, expected: tuple[tuple[str, ...], ...]
) -> None:
    assert parts(said) == expected


def test_what_is_excluded_is_excluded_in_every_language() -> None:
    question = read("law -courts", "en", ("en", "fr"), NOTHING)
    assert [(each.language, each.parts) for each in question.excluded] == [
        ("en", (("court",),)),
        ("fr", (("court",),)),
    ]


@pytest.mark.parametrize(
    "said", ["", "   ", "-law", '""', '"', "\0", "'\"`", "🎉", "\ud800", "-- ;"]
)
def test_nothing_is_asked_where_there_is_no_word(said: str) -> None:
    assert not read(said, "en", LANGUAGES, NOTHING)


def test_what_is_typed_is_cut_before_it_is_read() -> None:
    long = read(" ".join(f"w{number}" for number in range(3000)), "en", LANGUAGES, NOTHING)
    assert len(long.said) == LONGEST_QUERY
    assert len(long.clauses[0].parts) < 100


class TestTheThesaurus:
    thesaurus = Thesaurus.of(
        [
            {"en": ["human rights defender", "HRD"], "fr": ["défenseur des droits humains"]},
            {"en": ["court", "tribunal"]},
        ]
    )

    def said_otherwise(self, said: str, language: str = "en") -> list[tuple[str, tuple[str, ...]]]:
        return list(self.thesaurus.expand(said, language))

    def test_a_phrase_means_the_others_of_its_concept(self) -> None:
        assert self.said_otherwise("HRDs") == [
            ("en", ("human", "right", "defend")),
            ("fr", ("defenseu", "droit", "humain")),
        ]

    def test_the_words_around_it_stay(self) -> None:
        assert self.said_otherwise("fair court now") == [("en", ("fair", "tribun", "now"))]

    def test_an_acronym_is_understood_whatever_the_reader_speaks(self) -> None:
        assert ("en", ("human", "right", "defend")) in self.said_otherwise("hrd", "fr")

    def test_where_no_concept_is_there_is_no_other_way(self) -> None:
        assert self.said_otherwise("zeppelin") == []

    def test_in_a_phrase_words_are_meant_as_they_are(self) -> None:
        question = read('"court"', "en", ("en",), self.thesaurus)
        assert not any(each.is_alternative for each in question.clauses)
