import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Any
from uuid import uuid4

import certifi
import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from background.models import Effect
from background.services import settle
from search import breaker
from search.elastic.client import SECONDS_TO_WRITE
from search.elastic.index import now
from search.elastic.pages import PAGES, document
from search.models import Entry
from search.queries import find
from tests.search.conftest import NOWHERE, catch_up, lose_full_text
from tests.search.elastic.broken import ANOTHER_SERVER, answering, closed_port, silence

Publish = Callable[..., Page]
NOTICE = "Search is running in a reduced form at the moment"
needs_elasticsearch = [
    pytest.mark.usefixtures("elasticsearch"),
    pytest.mark.service("elasticsearch"),
]


def look_for(client: Client, query: str) -> Any:
    response = client.get("/en/search/", {"q": query})
    assert response.status_code == 200
    return response


BROKEN = {
    "nobody is there": closed_port,
    "nobody answers": silence,
    "401": partial(answering, 401),
    "403": partial(answering, 403),
    "404": partial(answering, 404),
    "400": partial(answering, 400),
    "429": partial(answering, 429),
    "503": partial(answering, 503),
    "another server": partial(answering, 200, ANOTHER_SERVER),
    "no JSON": partial(answering, 200, b"<html>"),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_when_it_is_broken_the_embedded_search_answers_at_once_and_says_so(
    broken: Callable[[], AbstractContextManager[str]],
    client: Client,
    publish: Publish,
    settings: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    publish("Reprisals")
    look_for(client, "reprisals")
    with broken() as url:
        settings.ELASTICSEARCH = NOWHERE | {"url": url}
        first = look_for(client, "reprisals")
        second = look_for(client, "reprisals")
    for response in (first, second):
        assert NOTICE in response.content.decode()
        assert response.context["total"] == 1
    # It was asked once: the second visitor waited for nothing.
    said = [each for each in caplog.records if each.name == "search.engines"]
    assert [each.levelno for each in said] == [logging.WARNING]
    assert "reprisal" not in caplog.text.lower()


def test_when_nothing_is_found_the_reduced_form_is_told_of_too(
    client: Client, homes: object, settings: Any
) -> None:
    with closed_port() as url:
        settings.ELASTICSEARCH = NOWHERE | {"url": url}
        response = look_for(client, "no zeppelin")
    content = response.content.decode()
    assert NOTICE in content
    assert "Nothing matches" in content


def test_without_elasticsearch_there_is_nothing_to_tell(client: Client, publish: Publish) -> None:
    publish("Reprisals")
    response = look_for(client, "reprisals")
    assert response.context["total"] == 1
    assert NOTICE not in response.content.decode()


class TestWithElasticsearch:
    pytestmark = needs_elasticsearch

    def test_it_is_the_one_that_answers(self, publish: Publish, client: Client) -> None:
        page = publish("Reprisals")
        # Without a row of its own: the embedded search would find nothing.
        lose_full_text(page.pk)
        response = look_for(client, "reprisals")
        assert [hit.url for hit in response.context["hits"]] == [page.url]
        assert NOTICE not in response.content.decode()

    @pytest.mark.parametrize(
        "wrong", [{"api_key": "bm9ib2R5Om5vYm9keQ=="}, {"ca": certifi.where()}, {"ca": "/nowhere"}]
    )
    def test_a_wrong_key_or_authority_leaves_the_embedded_search(
        self, publish: Publish, client: Client, settings: Any, wrong: dict[str, str]
    ) -> None:
        publish("Reprisals")
        settings.ELASTICSEARCH = settings.ELASTICSEARCH | wrong
        response = look_for(client, "reprisals")
        assert NOTICE in response.content.decode()
        assert response.context["total"] == 1

    def test_without_an_index_the_embedded_search_answers_until_there_is_one(
        self,
        publish: Publish,
        client: Client,
        settings: Any,
        monkeypatch: pytest.MonkeyPatch,
        index_prefix: str,
    ) -> None:
        publish("Reprisals")
        monkeypatch.setattr(breaker, "SECONDS_OF_PAUSE", 0)
        settings.ELASTICSEARCH_PREFIX = f"{index_prefix}-none"
        assert NOTICE in look_for(client, "reprisals").content.decode()
        publish("Another page")
        response = look_for(client, "reprisals")
        assert NOTICE not in response.content.decode()
        assert response.context["total"] == 1

    def test_it_heals_by_itself(
        self, publish: Publish, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish("Reprisals")
        right = settings.ELASTICSEARCH
        monkeypatch.setattr(breaker, "SECONDS_OF_PAUSE", 0.2)
        with closed_port() as url:
            settings.ELASTICSEARCH = NOWHERE | {"url": url}
            assert NOTICE in look_for(client, "reprisals").content.decode()
        settings.ELASTICSEARCH = right
        time.sleep(0.3)
        assert NOTICE not in look_for(client, "reprisals").content.decode()

    def test_while_it_is_down_pages_are_published_and_found_and_it_is_told_afterwards(
        self, publish: Publish, client: Client, settings: Any
    ) -> None:
        deleted, hidden = publish("Reprisals deleted"), publish("Reprisals hidden")
        right = settings.ELASTICSEARCH
        with closed_port() as url:
            settings.ELASTICSEARCH = NOWHERE | {"url": url}
            new = publish("Reprisals new")
            deleted.title = "Reprisals told again"
            deleted.save_revision().publish()
            Page.objects.get(pk=deleted.pk).delete()
            hidden.unpublish()
            settle()
            response = look_for(client, "reprisals")
            assert [hit.url for hit in response.context["hits"]] == [new.url]
        assert Effect.objects.waiting().exists()
        assert not Effect.objects.parked().exists()
        settings.ELASTICSEARCH = right
        # The wait for the next attempt is over.
        Effect.objects.update(due_at=timezone.now())
        catch_up()
        assert not Effect.objects.exists()
        assert not PAGES.find_drift()

    def test_a_hit_that_is_not_public_is_not_shown(self, publish: Publish, client: Client) -> None:
        public, hidden = publish("Reprisals public"), publish("Reprisals hidden")
        Page.objects.filter(pk=hidden.pk).update(live=False)
        with PAGES.index.connected(SECONDS_TO_WRITE) as there:
            # An index that has gone wrong: it knows of a set that never was.
            stray = document([Entry.objects.get(page=public)]) | {"key": str(uuid4())}
            PAGES.index.write(there, [stray], version=now())
            there.indices.refresh(index=PAGES.index.alias)
            asked = there.count(index=PAGES.index.alias, query={"term": {"title.en": "repris"}})
        assert asked["count"] == 3
        response = look_for(client, "reprisals")
        assert [hit.url for hit in response.context["hits"]] == [public.url]

    @pytest.mark.parametrize("size", [10, 200])
    def test_the_database_is_asked_once_however_many_there_are(
        self,
        publish_many: Callable[[str, int], None],
        size: int,
        django_assert_num_queries: Callable[[int], Any],
    ) -> None:
        publish_many("Reprisals", size)
        find("reprisals", "en")
        with django_assert_num_queries(1):
            found = find("reprisals", "en")
            assert found.total == size
            assert [each.entry.page.title for each in found.shown] == ["Reprisals"] * 10

    def test_a_rebuild_may_come_at_any_time(self, publish: Publish) -> None:
        publish("Reprisals")
        PAGES.rebuild()
        assert find("reprisals", "en").total == 1
