"""What editors decide of the search: what comes first, and which words mean the same."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from home.models import HomePage
from search.models import Pin, Synonyms, SynonymWords
from search.queries import find
from tests import factories
from tests.search.conftest import Settled

Publish = Callable[..., Page]
TODAY = timezone.localdate()
DAY = dt.timedelta(days=1)

pytestmark = pytest.mark.usefixtures("each_form")


def first(query: str, language: str = "en") -> list[str]:
    return [each.entry.title for each in find(query, language).pinned]


def say_the_same(**said: str) -> Synonyms:
    concept = Synonyms()
    concept.words = [
        SynonymWords(language=language.replace("_", "-"), said=words)
        for language, words in said.items()
    ]
    concept.save()
    return concept


@pytest.fixture
def page(publish: Publish) -> Page:
    return publish("Urgent help", summary="Day and night")


def test_a_page_comes_first_for_a_query_in_any_of_its_forms(page: Page) -> None:
    Pin.objects.create(language="en", query="stopped at the airport", page=page)
    for query in ("stopped at the airport", "Airports: stop!", "stopping airport"):
        assert first(query) == ["Urgent help"]
    for query in ("airport", "stopped at the airport now", "zeppelin"):
        assert first(query) == []
    assert first("stopped at the airport", "fr") == []


def test_a_page_comes_first_in_the_language_of_the_reader(
    page: Page, homes: dict[str, HomePage], settled: Settled
) -> None:
    with settled():
        factories.translate(page, homes["fr"], title="Aide d’urgence")
    Pin.objects.create(language="fr", query="aéroport", page=page)
    assert first("aeroport", "fr") == ["Aide d’urgence"]


@pytest.mark.parametrize(
    ("first_day", "last_day", "is_first"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (TODAY + DAY, None, False),
        (None, TODAY - DAY, False),
        (TODAY - DAY, TODAY + DAY, True),
    ],
)
def test_a_page_comes_first_within_its_days(
    page: Page, first_day: dt.date | None, last_day: dt.date | None, is_first: bool
) -> None:
    Pin.objects.create(
        language="en", query="airport", page=page, first_day=first_day, last_day=last_day
    )
    assert bool(first("airport")) == is_first


def test_a_page_that_is_not_public_comes_nowhere(page: Page, settled: Settled) -> None:
    Pin.objects.create(language="en", query="airport", page=page)
    with settled():
        page.unpublish()
    assert first("airport") == []


def test_it_stands_above_the_results_of_the_first_page_alone(
    client: Client, page: Page, publish: Publish
) -> None:
    for _ in range(11):
        publish("Airports")
    Pin.objects.create(language="en", query="airport", page=page, note="We answer at any hour.")
    shown = client.get("/en/search/", {"q": "airport"})
    content = shown.content.decode()
    assert "We answer at any hour." in content
    assert content.index(page.url) < content.index("Airports")
    assert shown.context["total"] == 11
    for said in ({"page": "2"}, {"file": "page"}):
        response = client.get("/en/search/", {"q": "airport", **said})
        assert response.context["picks"] == []


def test_where_nothing_else_is_found_it_stands_alone(client: Client, page: Page) -> None:
    Pin.objects.create(language="en", query="zeppelin", page=page)
    content = client.get("/en/search/", {"q": "zeppelin"}).content.decode()
    assert page.url in content
    assert "Nothing matches" not in content


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"query": "…"}, "query"),
        ({"query": "a", "first_day": TODAY, "last_day": TODAY - DAY}, "last_day"),
    ],
)
def test_what_cannot_be_meant_is_refused(page: Page, said: dict, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Pin(language="en", page=page, **said).full_clean()
    assert list(refused.value.error_dict) == [field]


def test_words_that_mean_the_same_find_each_other(publish: Publish) -> None:
    publish("Letter carriers", summary="post")
    assert find("mail", "en").total == 0
    concept = say_the_same(en="mail\npost\nsnail mail", fr="courrier")
    for query, language in (("mail", "en"), ("snail mail", "en"), ("courrier", "fr")):
        assert find(query, language).total == 1
    concept.words = concept.words.exclude(language="fr")
    concept.save()
    assert find("courrier", "fr").total == 0
    concept.delete()
    assert find("mail", "en").total == 0


def test_a_word_that_says_nothing_is_refused() -> None:
    with pytest.raises(ValidationError, match="passes such words over"):
        SynonymWords(language="en", said="letter\nthe").clean()


def test_synonyms_are_called_by_their_words(db: None) -> None:
    assert str(say_the_same(en="mail\n\n post ", fr="courrier")) == "mail = post = courrier"
