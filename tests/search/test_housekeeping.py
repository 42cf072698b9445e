import logging
from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page

from background.chores import chores
from background.models import Effect
from background.services import settle
from search.elastic.client import SECONDS_TO_WRITE
from search.elastic.index import now
from search.elastic.pages import PAGES
from search.housekeeping import compare_all, make_sure_of_the_entries, make_sure_of_the_index
from search.models import Entry, Word
from search.queries import find
from search.text import REVISION
from tests.search.conftest import NOWHERE, Settled
from tests.search.elastic.broken import closed_port

Publish = Callable[..., Page]


def test_they_are_done_by_the_clock() -> None:
    named = {"search.entries", "search.index", "search.check"}
    assert named <= {chore.name for chore in chores()}


def test_where_nothing_is_known_all_is_written(publish: Publish) -> None:
    page = publish("Reprisals")
    Entry.objects.all().delete()
    Word.objects.all().delete()
    make_sure_of_the_entries()
    assert find("reprisals", "en").total == 1
    assert [each.entry.page_id for each in find("reprisols", "en").nearly] == [page.pk]


def test_what_was_read_by_the_rules_of_before_is_read_anew(publish: Publish) -> None:
    publish("Reprisals")
    Entry.objects.update(revision=REVISION - 1, title="Of before")
    make_sure_of_the_entries()
    assert [each.entry.title for each in find("reprisals", "en").shown] == ["Reprisals"]


def test_the_night_forgets_words_that_stand_nowhere(publish: Publish, settled: Settled) -> None:
    page = publish("Zeppelins")
    with settled():
        page.unpublish()
    compare_all()
    assert not Word.objects.filter(word="zeppelins").exists()


def test_the_night_repairs_the_entries_and_tells(
    publish: Publish, caplog: pytest.LogCaptureFixture
) -> None:
    page = publish("Reprisals")
    compare_all()
    caplog.clear()
    Entry.objects.filter(page=page).delete()
    compare_all()
    assert Entry.objects.filter(page=page).exists()
    assert [each.getMessage() for each in caplog.records] == [
        "The entries differed from the pages: 1 missing, 0 superfluous, 0 stale. Repaired."
    ]
    caplog.clear()
    compare_all()
    assert not caplog.records


@pytest.mark.service("elasticsearch")
@pytest.mark.usefixtures("elasticsearch")
class TestWithElasticsearch:
    def test_the_night_repairs_the_index_and_tells(
        self, publish: Publish, caplog: pytest.LogCaptureFixture
    ) -> None:
        publish("Reprisals")
        compare_all()
        with PAGES.index.connected(SECONDS_TO_WRITE) as client:
            PAGES.index.write(client, [], gone=list(PAGES.index.digests(client)), version=now())
        caplog.clear()
        compare_all()
        assert caplog.records[-1].levelno == logging.WARNING
        assert "The index of sets differed from the entries" in caplog.text
        caplog.clear()
        compare_all()
        assert not caplog.records

    def test_an_index_that_is_gone_is_made_again(
        self, publish: Publish, settings: Any, index_prefix: str
    ) -> None:
        publish("Reprisals")
        settings.ELASTICSEARCH_PREFIX = f"{index_prefix}-lost"
        make_sure_of_the_index()
        settle()
        assert PAGES.has_index()
        make_sure_of_the_index()
        assert not Effect.objects.exists()


def test_while_it_is_down_the_comparison_waits_in_the_outbox(settings: Any, db: None) -> None:
    with closed_port() as url:
        settings.ELASTICSEARCH = NOWHERE | {"url": url}
        make_sure_of_the_index()
        assert not Effect.objects.exists()
        compare_all()
        waiting = Effect.objects.filter(kind="search.index").values_list("subject", flat=True)
        assert set(waiting) == {"sets", "spaces"}
