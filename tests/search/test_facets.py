"""What a search is narrowed by, as addresses and the page say it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import translation
from wagtail.models import Page

from home.models import HomePage
from search.contract import Chosen
from search.facets import address, chosen_in, facets, filters, scopes, years
from tests import factories
from tests.search.conftest import Settled

Publish = Callable[..., Page]
COUNTS = {
    "kind": {"core.standardpage": 3, "campaigns.campaignpage": 1, "gone.page": 9},
    "topic": {"travel": 2, "unknown": 5},
    "language": {"en": 3, "fr": 1},
    "year": {"2024": 1, "2026": 3},
    "file": {"page": 3, "pdf": 1},
}


@pytest.fixture
def topic(db: None) -> Any:
    return factories.add_topic("travel", en="Travel and borders", fr="Voyages et frontières")


def labels(said: str, language: str = "en") -> dict[str, list[tuple[str, int, bool]]]:
    with translation.override(language):
        return {
            each.name: [(c.label, c.count, c.is_chosen) for c in each.choices]
            for each in facets(QueryDict(said), COUNTS)
        }


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ("", Chosen()),
        ("q=x&page=2&sort=newest", Chosen()),
        (
            "kind=campaign&kind=standard",
            Chosen(kind=("campaigns.campaignpage", "core.standardpage")),
        ),
        ("kind=campaigns.campaignpage&kind=x&kind=", Chosen()),
        ("topic=travel&topic=travel", Chosen(topic=("travel",))),
        ("topic=none&region=none", Chosen()),
        ("language=fr&language=xx", Chosen(language=("fr",))),
        ("file=pdf&file=page&file=exe", Chosen(file=("pdf", "page"))),
        ("from=2024&to=2026", Chosen(year=("2024", "2025", "2026"))),
        ("from=2026&to=2024", Chosen(year=("2024", "2025", "2026"))),
        ("from=2099", Chosen(year=("2099", "2100"))),
        ("from=&to=1901", Chosen(year=("1900", "1901"))),
        ("from=99999&to=-1", Chosen()),
        ("from=２０２４", Chosen()),
        ("from=%00", Chosen()),
    ],
)
def test_an_address_says_what_is_chosen_and_nothing_it_cannot_mean(
    topic: Any, said: str, chosen: Chosen
) -> None:
    assert chosen_in(QueryDict(said)) == chosen


def test_choices_are_called_as_visitors_call_them_the_most_frequent_first(topic: Any) -> None:
    assert labels("") == {
        "kind": [("Standard page", 3, False), ("Campaign", 1, False)],
        "file": [("No file", 3, False), ("PDF", 1, False)],
    }
    assert labels("topic=travel", "fr")["topic"] == [("Voyages et frontières", 2, True)]


def test_what_is_chosen_is_there_to_be_undone_even_where_nothing_has_it(topic: Any) -> None:
    assert labels("file=odt")["file"][0] == ("ODT", 0, True)
    [undo] = filters(QueryDict("q=x&file=odt&page=3"))
    assert (undo.label, undo.address) == ("ODT", "?q=x")


def test_each_filter_is_undone_alone(topic: Any) -> None:
    said = QueryDict("q=x&kind=campaign&kind=standard&from=2024&to=2026")
    assert {each.label: each.address for each in filters(said)} == {
        "Campaign": "?q=x&kind=standard&from=2024&to=2026",
        "Standard page": "?q=x&kind=campaign&from=2024&to=2026",
        "From 2024": "?q=x&kind=campaign&kind=standard&to=2026",
        "To 2026": "?q=x&kind=campaign&kind=standard&from=2024",
    }


def test_years_are_those_there_are_the_newest_first() -> None:
    known = years(QueryDict("from=2020"), COUNTS)
    assert known is not None
    assert (known.known, known.first, known.last) == ([2026, 2024, 2020], 2020, 0)
    assert years(QueryDict(""), {"year": {"2024": 5}}) is None


def test_languages_are_offered_where_there_are_several() -> None:
    found = scopes(QueryDict("q=x&page=2"), COUNTS, 4)
    assert [
        (each.language.code if each.language else "", each.count, each.address, each.is_chosen)
        for each in found
    ] == [
        ("", 4, "?q=x", True),
        ("en", 3, "?q=x&language=en", False),
        ("fr", 1, "?q=x&language=fr", False),
    ]
    assert scopes(QueryDict("q=x"), {"language": {"en": 3}}, 3) == []


def test_an_address_keeps_what_else_was_said() -> None:
    said = QueryDict("q=a+b&topic=x&topic=y&from=&page=4")
    assert address(said, topic=["y"]) == "?q=a+b&topic=y"


def test_a_page_is_narrowed_by_what_is_ticked(
    client: Client, homes: dict[str, HomePage], publish: Publish, settled: Settled
) -> None:
    publish("Reprisals here")
    section = factories.add_campaign_section(homes["en"])
    with settled():
        campaign = factories.add_campaign(section, title="Reprisals there")
    everything = client.get("/en/search/", {"q": "reprisals"})
    assert everything.context["total"] == 2
    content = everything.content.decode()
    assert '<input type="checkbox" name="kind" value="campaign">' in content
    narrowed = client.get(
        "/en/search/", {"q": "reprisals", "kind": "campaign", "from": "", "to": ""}
    )
    assert [hit.url for hit in narrowed.context["hits"]] == [campaign.url]
    content = narrowed.content.decode()
    assert '<input type="checkbox" name="kind" value="campaign" checked>' in content
    assert '<a class="chip" href="?q=reprisals"><span class="vh">Remove filter:</span>' in content


def test_where_filters_leave_nothing_there_is_a_way_back(client: Client, publish: Publish) -> None:
    publish("Reprisals")
    content = client.get("/en/search/", {"q": "reprisals", "file": "pdf"}).content.decode()
    assert '<a href="?q=reprisals">Search without filters</a>' in content


def test_the_form_of_filters_keeps_the_language_and_the_order(
    client: Client, publish: Publish
) -> None:
    publish("Reprisals")
    publish("Reprisals")
    said = {"q": "reprisals", "language": "en", "sort": "newest", "kind": "standard"}
    content = client.get("/en/search/", said).content.decode()
    for name in ("q", "language", "sort"):
        assert f'<input type="hidden" name="{name}" value="{said[name]}">' in content


def test_the_newest_come_first_when_asked_for(
    client: Client, homes: dict[str, HomePage], settled: Settled
) -> None:
    library = factories.add_library(homes["en"])
    with settled():
        for year in (2023, 2026, 2024):
            factories.add_resource(library, title=f"Letter {year}", date=dt.date(year, 1, 1))
    shown = client.get("/en/search/", {"q": "letter", "sort": "newest"}).context["hits"]
    assert [hit.title for hit in shown] == [
        f"<mark>Letter</mark> {year}" for year in (2026, 2024, 2023)
    ]
