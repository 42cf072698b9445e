"""What the search promises, on each engine."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page

from home.models import HomePage
from search.contract import Chosen
from search.queries import complete, find
from tests import factories
from tests.search.conftest import Settled

Publish = Callable[..., Page]
Translate = Callable[..., Page]

pytestmark = pytest.mark.usefixtures("each_form")


def titles(query: str, language: str = "en", **chosen: tuple[str, ...]) -> list[str]:
    return [each.entry.title for each in find(query, language, Chosen(**chosen)).shown]


def near(query: str, language: str = "en") -> list[str]:
    return [each.entry.title for each in find(query, language).nearly]


@pytest.fixture
def translate(homes: dict[str, HomePage], settled: Settled) -> Translate:
    """Publish a page as the translation of another."""

    def translate(page: Page, language: str, title: str, **said: Any) -> Page:
        with settled():
            return factories.translate(page, homes[language], title=title, **said)

    return translate


def test_a_page_is_found_by_its_words_in_any_form(publish: Publish) -> None:
    publish("Nos collègues", "fr", summary="Les défenseur·e·x·s de l’éducation")
    for query in ("defenseuse", "DÉFENSEURS", "l'education", "défenseur.e.s éducation"):
        assert titles(query, "fr") == ["Nos collègues"]


@pytest.mark.parametrize(
    ("language", "summary", "query"),
    [
        ("en", "The rights of each child", "children's right"),
        ("fr", "Les réfugié·e·s réunis", "refugiees"),
        ("es", "Con defensores/as y amigues", "defensora amigos"),
        ("ar", "حماية الحقوق والحريات", "حقوق"),
        ("ar", "حِمَايَةُ الحُقُوق", "حماية حقوقهم"),
        ("ru", "Защитники прав человека", "правами защитникам"),
        ("zh-hans", "保护人权捍卫者", "人权"),
        ("zh-hans", "保护人权捍卫者", "权"),
        ("zh-hans", "保护人权捍卫者", "人權捍衛者"),
        ("en", "They spoke of 人权 there", "人权"),
    ],
)
def test_each_language_finds_its_own(
    publish: Publish, language: str, summary: str, query: str
) -> None:
    publish("Page", language, summary=summary)
    assert titles(query, language) == ["Page"]


def test_every_word_must_stand_on_the_page(publish: Publish) -> None:
    publish("Safe return", summary="At the airport")
    publish("Safe letters", summary="At the post office")
    assert titles("safe airport") == ["Safe return"]


def test_a_page_that_has_some_of_the_words_is_nearly_it(publish: Publish) -> None:
    publish("Safe return")
    assert titles("safe zeppelin") == []
    assert near("safe zeppelin") == ["Safe return"]


def test_nothing_is_found_by_words_that_stand_nowhere(publish: Publish) -> None:
    publish("Safe return")
    found = find("no zeppelin", "en")
    assert (found.total, found.shown, found.nearly) == (0, [], [])


def test_a_question_of_common_words_alone_asks_for_them(publish: Publish) -> None:
    publish("Qui est-ce ?", "fr")
    publish("Ceci", "fr")
    assert titles("qui est-ce", "fr") == ["Qui est-ce ?"]


def test_a_word_in_the_title_counts_for_more(publish: Publish) -> None:
    publish("Letters", summary="reprisals " * 2 + "and other words of the same length here")
    publish("Reprisals", summary="some words that say the same with others in between them")
    publish("Letters again", summary="reprisals " * 2 + "and other words of the same length here")
    assert titles("reprisals")[0] == "Reprisals"


@pytest.mark.parametrize(
    ("language", "title", "query"),
    [
        ("en", "Reprisals", "reprisls"),
        ("en", "Reprisals", "repirsals"),
        ("fr", "Éducation", "éducatoin"),
        ("es", "Desaparición forzada", "desaparision forsada"),
        ("ar", "الحقوق", "الحقوك"),
        ("ru", "Правозащитник", "правозащитнек"),
        ("en", "Reprisals at the airport", "reprisls airpot"),
    ],
)
def test_a_page_is_nearly_found_by_a_word_with_a_wrong_letter(
    publish: Publish, language: str, title: str, query: str
) -> None:
    publish("Zebra", language)
    publish(title, language)
    assert titles(query, language) == []
    assert near(query, language) == [title]


def test_a_phrase_in_quotation_marks_stands_as_it_is_said(publish: Publish) -> None:
    publish("One", summary="the right to a name")
    publish("Two", summary="a name to the right")
    for query in ('"right to a name"', "“right to a name”", "«right to a name»"):
        assert titles(query) == ["One"]
    assert sorted(titles("right name")) == ["One", "Two"]
    assert near('"name to right"') == []


def test_a_phrase_of_chinese_stands_as_it_is_said(publish: Publish) -> None:
    publish("One", "zh-hans", summary="保护人权捍卫者的工作")
    publish("Two", "zh-hans", summary="人权工作保护捍卫者")
    assert titles("「人权捍卫者」", "zh-hans") == ["One"]


def test_what_is_excluded_is_not_found(publish: Publish, translate: Translate) -> None:
    publish("Safe return", summary="At the airport")
    letters = publish("Safe letters", summary="At the post office")
    translate(letters, "fr", "Safe et sûr")
    assert titles("safe -airport") == ["Safe letters"]
    assert titles('safe -"post office"') == ["Safe return"]
    assert titles("safe -sûr", "fr") == ["Safe return"]


def test_a_page_of_another_language_is_found_and_says_so(publish: Publish) -> None:
    publish("Solidarité", "fr")
    [shown] = find("solidarité", "en").shown
    assert shown.entry.language == "fr"


def test_a_set_of_translations_is_one_result_in_the_language_of_the_reader(
    publish: Publish, translate: Translate
) -> None:
    page = publish("Safe return", summary="zeppelins")
    translate(page, "fr", "Retour sûr", summary="dirigeables")
    translate(page, "es", "Regreso seguro", summary="aeronaves")
    for language, title in (("en", "Safe return"), ("fr", "Retour sûr"), ("es", "Regreso seguro")):
        found = find("dirigeables", language)
        assert [each.entry.title for each in found.shown] == [title]
        assert found.total == 1
    # In Arabic there is none: the one that has the word is shown.
    assert titles("dirigeables", "ar") == ["Retour sûr"]


def test_a_page_is_found_by_what_is_meant_in_other_words(publish: Publish) -> None:
    publish("One", summary="Protection of human rights defenders")
    publish("Deux", "fr", summary="La Déclaration universelle des droits de l’homme")
    assert titles("HRD") == ["One"]
    assert titles("DUDH", "fr") == ["Deux"]
    assert titles("UDHR") == ["Deux"]


def test_a_page_is_found_by_its_topic_in_another_language(
    publish: Publish, homes: dict[str, HomePage], settled: Settled
) -> None:
    topic = factories.add_topic("reprisals", en="Reprisals", fr="Vengeance")
    publish("About this", summary="reprisals")
    assert titles("vengeance", "fr") == ["About this"]
    french = topic.names.get(language="fr")
    french.name = "Contrecoup"
    with settled():
        french.save()
    assert titles("contrecoup", "fr") == ["About this"]
    assert titles("vengeance", "fr") == []


def test_a_page_is_found_by_the_words_of_its_files(publish: Publish) -> None:
    file = factories.clean_file(factories.pdf("Keep the receipts", "of the lawyer"), "a.pdf")
    document = factories.add_document(title="Checklist", file=file)
    publish("Before travel", body=[("files", {"heading": "", "files": [document]})])
    [shown] = find("receipts", "en").shown
    assert (shown.entry.title, shown.hit.in_files) == ("Before travel", True)
    [named] = find("checklist", "en").shown
    assert not named.hit.in_files
    assert titles("receipts -lawyer") == []


def test_facets_count_sets_under_what_is_chosen_of_the_others(
    publish: Publish, translate: Translate
) -> None:
    one = publish("Reprisals one")
    translate(one, "fr", "Reprisals une")
    publish("Reprisals two")
    publish("Reprisals trois", "fr")
    found = find("reprisals", "en")
    assert found.total == 3
    assert found.facets["language"] == {"en": 2, "fr": 2}
    assert found.facets["kind"] == {"core.standardpage": 3}
    chosen = find("reprisals", "en", Chosen(language=("fr",)))
    assert chosen.total == 2
    assert chosen.facets["language"] == {"en": 2, "fr": 2}
    assert chosen.facets["kind"] == {"core.standardpage": 2}
    assert find("reprisals", "en", Chosen(kind=("none.such",))).total == 0


def test_results_go_on_where_the_page_before_ended(publish_many: Callable[..., None]) -> None:
    publish_many("Reprisals", 25)
    pages = [find("reprisals", "en", start=start, size=10) for start in (0, 10, 20, 30)]
    assert [len(page.shown) for page in pages] == [10, 10, 5, 0]
    assert len({each.entry.pk for page in pages for each in page.shown}) == 25


def test_what_is_being_typed_is_completed(publish: Publish) -> None:
    publish("Safe return from the airport")
    publish("Safe letters")
    publish("Saison sûre", "fr")

    def completed(beginning: str, language: str = "en") -> list[str]:
        return sorted(each.entry.title for each in complete(beginning, language))

    assert completed("sa") == ["Safe letters", "Safe return from the airport"]
    assert completed("safe ret") == ["Safe return from the airport"]
    assert completed("return from the airp") == ["Safe return from the airport"]
    assert completed("sai", "fr") == ["Saison sûre"]
    assert completed("") == completed("-") == completed("zeppel") == []


def test_a_translation_that_is_taken_down_is_not_counted_any_more(
    publish: Publish, translate: Translate, settled: Settled
) -> None:
    page = publish("Zeppelins")
    translation = translate(page, "fr", "Dirigeables")
    assert find("zeppelins", "en").facets["language"] == {"en": 1, "fr": 1}
    with settled():
        Page.objects.get(pk=translation.pk).delete()
    assert find("zeppelins", "en").facets["language"] == {"en": 1}
    assert find("dirigeables", "fr").total == 0


@pytest.mark.usefixtures("within_a_minute")
@pytest.mark.parametrize("size", [10, 200])
def test_ten_results_cost_the_same_however_many_there_are(
    publish_many: Callable[[str, int], None],
    size: int,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    publish_many("Reprisals", size)
    find("reprisals", "en")
    with django_assert_max_num_queries(3):
        found = find("reprisals", "en")
        assert found.total == size
        assert [each.entry.page.title for each in found.shown] == ["Reprisals"] * 10
