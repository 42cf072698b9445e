from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.checks import CheckMessage
from wagtail.models import Page, Site

from home.models import HomePage
from search.elastic.client import SECONDS_TO_WRITE, is_configured
from search.elastic.index import Index, now
from search.elastic.pages import PAGES
from search.models import Entry
from search.probes import index_answers, index_is_private, index_matches_database
from search.services import rebuild
from tests.factories import add_standard_page
from tests.search.conftest import NOWHERE, catch_up
from tests.search.elastic.broken import answering, closed_port

Publish = Callable[..., Page]
PROBES = (index_answers, index_is_private, index_matches_database)


def said_by(message: CheckMessage | None) -> str:
    assert message is not None
    assert message.hint
    return f"{message.id} {message.msg}"


@pytest.mark.parametrize("probe", PROBES)
@pytest.mark.usefixtures("each_form")
def test_where_all_is_well_nothing_is_said(
    probe: Callable[[], CheckMessage | None], publish: Publish
) -> None:
    publish("Reprisals")
    list(rebuild())
    catch_up()
    if is_configured():
        PAGES.make_equal()
    assert probe() is None


@pytest.mark.parametrize("broken", [closed_port, partial(answering, 401), partial(answering, 503)])
def test_one_that_does_not_answer_is_told_of_once(
    broken: Callable[[], Any], publish: Publish, settings: Any
) -> None:
    publish("Reprisals")
    list(rebuild())
    with broken() as url:
        settings.ELASTICSEARCH = NOWHERE | {"url": url}
        said = [probe() for probe in PROBES]
    assert [each.id for each in said if each] == ["search.P001"]
    assert "does not answer" in said_by(said[0])


def test_one_that_lets_everybody_in_is_told_of(settings: Any) -> None:
    with answering(200) as url:
        settings.ELASTICSEARCH = NOWHERE | {"url": url}
        assert "search.P002 Elasticsearch answers without a key" in said_by(index_is_private())


def test_a_key_that_opens_more_than_ours_is_told_of(settings: Any) -> None:
    with answering(401, status_with_key=404) as url:
        settings.ELASTICSEARCH = NOWHERE | {"url": url, "api_key": "a2V5OmtleQ=="}
        assert "search.P002 A key of Elasticsearch opens" in said_by(index_is_private())


def test_a_key_that_crosses_the_network_as_it_is_is_told_of(settings: Any) -> None:
    settings.ELASTICSEARCH = NOWHERE | {"url": "http://search.example.org:9200"}
    assert "search.P002 The key of Elasticsearch goes over" in said_by(index_is_private())


def test_entries_that_are_too_few_are_told_of_unless_the_worker_is_at_it(
    publish: Publish, homes: dict[str, HomePage]
) -> None:
    list(rebuild())
    page = publish("Reprisals")
    assert index_matches_database() is None
    add_standard_page(homes["en"], title="On its way")
    assert index_matches_database() is None
    catch_up()
    Entry.objects.filter(page=page).delete()
    assert "search.P003 The search differs from the site" in said_by(index_matches_database())


def test_a_page_of_no_site_is_not_missed(publish: Publish) -> None:
    publish("Reprisals")
    list(rebuild())
    Site.objects.all().delete()
    list(rebuild())
    Entry.objects.all().delete()
    assert index_matches_database() is None


@pytest.mark.service("elasticsearch")
@pytest.mark.usefixtures("elasticsearch")
class TestWithElasticsearch:
    def test_an_index_that_is_not_there_is_told_of(self, settings: Any, index_prefix: str) -> None:
        settings.ELASTICSEARCH_PREFIX = f"{index_prefix}-absent"
        assert "search.P001 Elasticsearch has no index" in said_by(index_answers())

    def test_an_index_of_another_release_is_told_of(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert index_answers() is None
        monkeypatch.setattr(Index, "shape", lambda self: "next")
        assert "search.P001 Elasticsearch has no index of this release" in said_by(index_answers())

    def test_documents_that_are_too_few_are_told_of(self, publish: Publish) -> None:
        page = publish("Reprisals")
        with PAGES.index.connected(SECONDS_TO_WRITE) as client:
            PAGES.index.write(client, [], gone=[page.translation_key], version=now())
        list(rebuild())
        assert "search.P003" in said_by(index_matches_database())
