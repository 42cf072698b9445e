"""“Did you mean”, and why a page is there whose words are others."""

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Page

from home.models import HomePage
from search.queries import find
from search.suggestions import meant
from tests import factories
from tests.search.conftest import Settled

Publish = Callable[..., Page]

pytestmark = pytest.mark.usefixtures("each_form")


@pytest.fixture(autouse=True)
def site(homes: dict[str, HomePage]) -> None:
    """Every test of the page needs one."""


@pytest.mark.parametrize(
    ("language", "title", "typed", "suggested"),
    [
        ("en", "Reprisals at the airport", "reprisls airprot", "reprisals airport"),
        ("en", "Reprisals at the airport", "the Airprot", "the airport"),
        ("fr", "L’éducation", "éducatoin", "éducation"),
        ("fr", "Les défenseur·e·x·s des droits", "défensers", "défenseur·e·x·s"),
        ("es", "Desaparición forzada", "desaparision forsada", "desaparición forzada"),
        ("ru", "Правозащитник", "правозащитнек", "правозащитник"),
        ("ar", "الحقوق", "الحقوك", "الحقوق"),
        ("en", "An appeal to the OHCHR", "appeal OHCRH", "appeal OHCHR"),
    ],
)
def test_a_word_with_a_wrong_letter_is_put_right(
    publish: Publish, language: str, title: str, typed: str, suggested: str
) -> None:
    publish(title, language)
    assert meant(find(typed, language)) == suggested


@pytest.mark.parametrize("typed", ["reprisals", "reprisals zeppelin", "zeppelin", "", '"'])
def test_nothing_is_suggested_where_nothing_better_is_known(publish: Publish, typed: str) -> None:
    publish("Reprisals at the airport")
    publish("Airport letters")
    assert meant(find(typed, "en")) == ""


def test_what_was_meant_is_shown_and_can_be_undone(client: Client, publish: Publish) -> None:
    for _ in range(12):
        publish("Reprisals")
    response = client.get("/en/search/", {"q": "reprisls"})
    content = response.content.decode()
    assert response.context["total"] == 12
    assert "Showing results for <strong><bdi>reprisals</bdi></strong>" in content
    assert 'href="?q=reprisls&amp;exact=1"' in content
    # Every other address is that of what is shown.
    assert "?q=reprisals&amp;page=2" in content
    assert 'value="reprisls"' in content
    exact = client.get("/en/search/", {"q": "reprisls", "exact": "1"})
    assert "Nothing matches" in exact.content.decode()


def test_few_results_come_with_what_may_be_meant(client: Client, publish: Publish) -> None:
    # Somebody else made the same mistake.
    publish("Letters", summary="about reprisls")
    publish("Reprisal letters")
    content = client.get("/en/search/", {"q": "reprisls"}).content.decode()
    assert "about <mark>reprisls</mark>" in content
    assert "Showing results for" not in content


def test_a_result_by_a_synonym_says_by_which_words(client: Client, publish: Publish) -> None:
    publish("The Universal Declaration of Human Rights")
    content = client.get("/en/search/", {"q": "UDHR"}).content.decode()
    assert "The same in other words:" in content
    assert "Universal, Declaration, Human" in content


def test_a_result_by_ones_own_words_says_nothing_of_others(
    client: Client, publish: Publish
) -> None:
    publish("The Universal Declaration of Human Rights (UDHR)")
    content = client.get("/en/search/", {"q": "UDHR"}).content.decode()
    assert "The same in other words:" not in content


def test_a_result_by_the_words_of_its_translation_leads_there(
    client: Client, publish: Publish, homes: dict[str, HomePage], settled: Settled
) -> None:
    page = publish("Airships")
    with settled():
        translation = factories.translate(page, homes["fr"], title="Dirigeables")
    content = client.get("/en/search/", {"q": "dirigeables"}).content.decode()
    assert f'<a href="{page.url}">Airships</a>' in content
    assert f'<a href="{translation.url}" hreflang="fr" lang="fr">Français</a>' in content


def test_a_result_says_in_which_other_languages_it_can_be_read(
    client: Client, publish: Publish, homes: dict[str, HomePage], settled: Settled
) -> None:
    page = publish("Airships")
    with settled():
        factories.translate(page, homes["fr"], title="Dirigeables")
    content = " ".join(client.get("/en/search/", {"q": "airships"}).content.decode().split())
    assert '<bdi lang="en">English</bdi> also in <bdi lang="fr">Français</bdi>' in content


def test_what_is_nearly_found_is_marked(client: Client, publish: Publish) -> None:
    publish("Safe return")
    content = client.get("/en/search/", {"q": "safe zeppelin"}).content.decode()
    assert "<mark>Safe</mark> return" in content
