from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage
from search.models import Entry
from search.queries import find
from tests.search.conftest import Settled

Publish = Callable[..., Page]

pytestmark = pytest.mark.usefixtures("each_form")


def titles(query: str, language: str = "en") -> list[str]:
    return [entry.title for entry in find(query, language)[0:10]]


def test_a_page_is_found_by_its_words_in_any_form(publish: Publish) -> None:
    publish("Nos collègues", "fr", summary="Les défenseur·e·x·s de l’éducation")
    for query in ("defenseuse", "DÉFENSEURS", "l'education", "défenseur.e.s éducation"):
        assert titles(query, "fr") == ["Nos collègues"]


@pytest.mark.parametrize(
    ("language", "summary", "query"),
    [
        ("es", "Con defensores/as y amigues", "defensora amigos"),
        ("ar", "حماية الحقوق والحريات", "حقوق"),
        ("zh-hans", "保护人权捍卫者", "人权"),
        ("zh-hans", "保护人权捍卫者", "权"),
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
    assert not find("safe airport", "en").matched_any


def test_any_word_will_do_when_no_page_has_them_all(publish: Publish) -> None:
    publish("Safe return")
    found = find("safe zeppelin", "en")
    assert found.matched_any
    assert [entry.title for entry in found[0:10]] == ["Safe return"]


def test_only_every_word_will_do_when_that_is_asked(publish: Publish) -> None:
    publish("Safe return")
    assert find("safe zeppelin", "en", every_word=True).total == 0


def test_nothing_found_is_not_called_a_match_of_any_word(publish: Publish) -> None:
    found = find("no zeppelin", "en")
    assert (found.total, found.matched_any) == (0, False)


def test_a_word_in_the_title_counts_for_more(publish: Publish) -> None:
    publish("Letters", summary="reprisals " * 2 + "and other words of the same length here")
    publish("Reprisals", summary="some words that say the same with others in between them")
    publish("Letters again", summary="reprisals " * 2 + "and other words of the same length here")
    assert titles("reprisals")[0] == "Reprisals"


def test_a_page_is_not_found_in_another_language(publish: Publish) -> None:
    publish("Solidarité", "fr")
    assert titles("solidarité", "en") == []


def test_an_unpublished_page_is_not_found(publish: Publish, settled: Settled) -> None:
    page = publish("Reprisals")
    with settled():
        page.unpublish()
    assert titles("reprisals") == []


def test_a_page_taken_down_without_any_signal_is_not_found(publish: Publish) -> None:
    page = publish("Reprisals")
    Page.objects.filter(pk=page.pk).update(live=False)
    assert Entry.objects.filter(page=page).exists()
    assert titles("reprisals") == []


def test_a_restriction_acts_on_the_next_request_even_before_the_entries_know(
    publish: Publish,
) -> None:
    parent = publish("Parent")
    publish("Reprisals", under=parent)
    # Inside the transaction: no handler has run.
    PageViewRestriction.objects.create(page=parent, restriction_type="login")
    assert Entry.objects.filter(title="Reprisals").exists()
    assert titles("reprisals") == []
    assert find("reprisals", "en").total == 0


def test_a_draft_is_not_found(publish: Publish, homes: dict[str, HomePage]) -> None:
    page = publish("Reprisals")
    page.title = "Zeppelins"
    page.save_revision()
    assert titles("zeppelins") == []
    assert titles("reprisals") == ["Reprisals"]


def test_an_alias_is_not_found_beside_its_original(
    publish: Publish, homes: dict[str, HomePage], settled: Settled
) -> None:
    page = publish("Reprisals")
    with settled():
        alias = page.create_alias(parent=homes["en"], update_slug="alias")
    assert alias.live
    assert [entry.page_id for entry in find("reprisals", "en")[0:10]] == [page.pk]


@pytest.mark.parametrize("size", [10, 200])
def test_ten_results_cost_the_same_however_many_there_are(
    publish_many: Callable[[str, int], None],
    size: int,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    publish_many("Reprisals", size)
    with django_assert_max_num_queries(3):
        found = find("reprisals", "en")
        assert found.total == size
        assert [entry.page.title for entry in found[0:10]] == ["Reprisals"] * 10
