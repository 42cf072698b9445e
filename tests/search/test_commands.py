from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from background.models import Effect
from home.models import HomePage
from search.elastic.client import SECONDS_TO_WRITE
from search.elastic.index import now
from search.elastic.pages import PAGES
from search.models import Entry
from search.queries import find
from tests.search.conftest import NOWHERE, lose_full_text
from tests.search.elastic.broken import closed_port

Publish = Callable[..., Page]


def run(name: str, *options: str) -> str:
    out = StringIO()
    call_command(name, *options, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("each_form")
def test_a_rebuild_writes_every_public_page_and_no_other(
    publish: Publish, homes: dict[str, HomePage]
) -> None:
    publish("Reprisals")
    hidden = publish("Letters")
    Entry.objects.exclude(page=hidden).delete()
    Page.objects.filter(pk=hidden.pk).update(live=False)
    out = run("search_rebuild")
    assert f"{len(homes) + 1} of {len(homes) + 1} pages" in out
    assert not Entry.objects.filter(page=hidden).exists()
    assert find("reprisals", "en").total == 1


@pytest.mark.usefixtures("each_form")
def test_a_rebuild_may_be_repeated(publish: Publish) -> None:
    publish("Reprisals")
    run("search_rebuild")
    run("search_rebuild")
    assert find("reprisals", "en").total == 1
    assert "knows the public pages and the spaces" in run("search_check")


@pytest.mark.usefixtures("each_form")
def test_a_check_is_content_when_nothing_differs(publish: Publish) -> None:
    publish("Reprisals")
    run("search_rebuild")
    assert "knows the public pages and the spaces" in run("search_check")


@pytest.fixture
def drifted(publish: Publish) -> None:
    missing, stale, hidden, lost = (publish(name) for name in ("One", "Two", "Three", "Four"))
    run("search_rebuild")
    Entry.objects.filter(page=missing).delete()
    Entry.objects.filter(page=stale).update(digest="other")
    Page.objects.filter(pk=hidden.pk).update(live=False)
    lose_full_text(lost.pk)


@pytest.mark.usefixtures("drifted")
def test_a_check_names_what_differs_and_fails() -> None:
    out = StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("search_check", stdout=out)
    assert failure.value.returncode == 1
    for line in ("missing: 2 (", "superfluous: 1 (", "stale: 1 ("):
        assert f"entries, {line}" in out.getvalue()


@pytest.mark.usefixtures("drifted")
def test_a_check_that_repairs_fails_once() -> None:
    with pytest.raises(CommandError, match="repaired"):
        run("search_check", "--repair")
    assert "knows the public pages and the spaces" in run("search_check")
    assert find("four", "en").total == 1


class TestWithElasticsearch:
    pytestmark = [
        pytest.mark.usefixtures("elasticsearch"),
        pytest.mark.service("elasticsearch"),
    ]

    def test_a_check_names_and_repairs_what_the_index_has_wrong(self, publish: Publish) -> None:
        page = publish("Reprisals")
        run("search_rebuild")
        with PAGES.index.connected(SECONDS_TO_WRITE) as client:
            PAGES.index.write(client, [], gone=[page.translation_key], version=now())
        out = StringIO()
        with pytest.raises(CommandError, match="differs"):
            call_command("search_check", stdout=out)
        assert f"index of sets, missing: 1 ({page.translation_key})" in out.getvalue()
        with pytest.raises(CommandError, match="repaired"):
            run("search_check", "--repair")
        assert "knows the public pages and the spaces" in run("search_check")

    def test_a_check_says_that_there_is_no_index_and_makes_one(
        self, publish: Publish, settings: Any, index_prefix: str
    ) -> None:
        run("search_rebuild")
        settings.ELASTICSEARCH_PREFIX = f"{index_prefix}-unmade"
        out = StringIO()
        with pytest.raises(CommandError, match="differs"):
            call_command("search_check", stdout=out)
        assert "index of sets: there is none" in out.getvalue()
        with pytest.raises(CommandError, match="repaired"):
            run("search_check", "--repair")
        assert "knows the public pages and the spaces" in run("search_check")


@pytest.mark.parametrize("name", ["search_rebuild", "search_check"])
def test_a_command_says_when_elasticsearch_does_not_answer(
    name: str, publish: Publish, settings: Any
) -> None:
    publish("Reprisals")
    with closed_port() as url:
        settings.ELASTICSEARCH = NOWHERE | {"url": url}
        with pytest.raises(CommandError, match="Elasticsearch does not answer"):
            run(name)
    # What could be done was done, and the rest waits.
    assert Effect.objects.filter(kind="search.index").exists() == (name == "search_rebuild")
