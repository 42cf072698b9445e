"""A search that is followed, and what is offered while it is typed."""

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Page

from home.models import HomePage
from tests.search.conftest import Settled

Publish = Callable[..., Page]


@pytest.fixture(autouse=True)
def site(homes: dict[str, HomePage]) -> None:
    """Every test of the page needs one."""


def test_a_search_is_followed_without_an_account(client: Client, publish: Publish) -> None:
    page = publish("Reprisals", summary="What happened")
    publish("Letters")
    content = client.get("/en/search/", {"q": "reprisals"}).content.decode()
    assert (
        'type="application/atom+xml" title="Search: reprisals" href="/en/search/feed/?q=reprisals"'
        in content
    )
    feed = client.get("/en/search/feed/", {"q": "reprisals"})
    assert feed.headers["content-type"].startswith("application/atom+xml")
    said = feed.content.decode()
    assert said.count("<entry>") == 1
    assert page.url in said
    assert "What happened" in said


def test_a_feed_is_narrowed_as_its_page_is(client: Client, publish: Publish) -> None:
    publish("Reprisals")
    assert "<entry>" not in client.get("/en/search/feed/?q=reprisals&file=pdf").content.decode()
    assert "<entry>" in client.get("/en/search/feed/?q=reprisals&file=page").content.decode()


def test_a_feed_of_nothing_is_none(client: Client) -> None:
    assert client.get("/en/search/feed/").status_code == 404
    assert client.get("/en/search/feed/?q=+").status_code == 404


def test_a_feed_has_exactly_what_was_asked_for(client: Client, publish: Publish) -> None:
    publish("Reprisals")
    assert "<entry>" not in client.get("/en/search/feed/?q=reprisls").content.decode()


def test_pages_are_offered_while_one_types(
    client: Client, publish: Publish, homes: dict[str, HomePage], settled: Settled
) -> None:
    page = publish("<b>Reprisals</b> & more")
    hidden = publish("Reprisals hidden")
    with settled():
        hidden.unpublish()
    said = client.get("/en/search/suggest/", {"q": "repr"}).json()
    assert said == {
        "pages": [
            {
                "title": "<b>Reprisals</b> & more",
                "url": page.url,
                "kind": "Standard page",
                "lang": "en",
                "dir": "ltr",
            }
        ]
    }


@pytest.mark.parametrize("query", ["", " ", "\0", "zeppelin", "x" * 100_000, '"', "'; --", "%ff"])
def test_whatever_is_typed_is_answered(client: Client, query: str) -> None:
    assert client.get("/en/search/suggest/", {"q": query}).json() == {"pages": []}
    assert client.get("/en/search/feed/", {"q": query}).status_code in (200, 404)
