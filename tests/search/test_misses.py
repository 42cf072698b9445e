"""What is searched without result: counted, and of nobody."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError
from django.db.models import F
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from home.models import HomePage
from search import misses
from search.models import Miss

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def site(homes: dict[str, HomePage]) -> None:
    """Every test of the page needs one."""


def look_for(client: Client, query: str, times: int = 1, **said: str) -> None:
    for _ in range(times):
        assert client.get("/en/search/", {"q": query, **said}).status_code == 200


def days_ago(days: int) -> None:
    Miss.objects.update(day=timezone.localdate() - days * DAY)


def test_a_query_is_written_down_when_it_was_asked_often_on_several_days(client: Client) -> None:
    look_for(client, "a zeppelin", 10)
    [miss] = Miss.objects.all()
    assert (miss.query, miss.count, miss.language) == ("", 10, "en")
    assert "zeppelin" not in str(list(Miss.objects.values()))
    days_ago(1)
    look_for(client, "Zeppelins!")
    assert {(each.query, each.count) for each in Miss.objects.all()} == {
        ("Zeppelins!", 1),
        ("Zeppelins!", 10),
    }


def test_what_few_ask_is_kept_in_no_words(client: Client) -> None:
    for _ in range(misses.ENOUGH - 1):
        look_for(client, "zeppelin")
        Miss.objects.update(day=F("day") - DAY)
    assert {each.query for each in Miss.objects.all()} == {""}


@pytest.mark.parametrize(
    "query", ["ann@example.org", "+33 6 12 34 56 78", "(0123) 456-789", "", "…"]
)
def test_what_may_be_somebodys_is_not_counted(client: Client, query: str) -> None:
    look_for(client, query)
    assert not Miss.objects.exists()


def test_what_is_found_or_nearly_or_narrowed_is_no_miss(
    client: Client, publish: Callable[..., Page]
) -> None:
    publish("Airports")
    look_for(client, "airport")
    look_for(client, "airprot")
    look_for(client, "zeppelin", file="pdf")
    assert not Miss.objects.exists()


def test_it_can_be_switched_off(client: Client, settings: Any) -> None:
    settings.SEARCH_MISSES = False
    look_for(client, "zeppelin")
    assert not Miss.objects.exists()


def test_a_machine_that_tries_words_fills_no_table(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(misses, "MOST_A_DAY", 2)
    for query in ("one zeppelin", "two airships", "three balloons"):
        look_for(client, query)
    assert Miss.objects.count() == 2


def test_they_are_forgotten(client: Client) -> None:
    look_for(client, "zeppelin")
    days_ago(misses.KEPT.days + 1)
    misses.forget_old_misses()
    assert not Miss.objects.exists()


def test_whoever_searches_is_answered_where_nothing_can_be_written(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: object) -> None:
        raise DatabaseError("read-only: zeppelin")

    monkeypatch.setattr(misses, "_count", fail)
    look_for(client, "zeppelin")
    assert "could not be counted" in caplog.text
