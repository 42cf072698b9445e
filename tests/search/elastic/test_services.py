from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest
from elasticsearch import Elasticsearch
from wagtail.models import Page

from background.errors import Unavailable
from background.models import Effect
from background.services import settle
from home.models import HomePage
from search.elastic.client import SECONDS_TO_WRITE, IndexMissing
from search.elastic.index import Index, Refused, now
from search.elastic.pages import PAGES, digest, document
from search.models import Entry
from search.queries import find
from search.services import rebuild
from tests.search.conftest import NOWHERE, catch_up
from tests.search.elastic.broken import answering, closed_port

Publish = Callable[..., Page]
STRAY = uuid4()
needs_elasticsearch = pytest.mark.service("elasticsearch")
pytestmark = [pytest.mark.usefixtures("elasticsearch"), needs_elasticsearch]


@contextmanager
def there() -> Iterator[Elasticsearch]:
    with PAGES.index.connected(SECONDS_TO_WRITE) as client:
        yield client


def known() -> dict[UUID, str]:
    with there() as client:
        return PAGES.index.digests(client)


def entries() -> dict[UUID, str]:
    """Return what the database says of each set."""
    said: defaultdict[UUID, list[str]] = defaultdict(list)
    for group, each in Entry.objects.values_list("group", "digest"):
        said[group].append(each)
    return {group: digest(each) for group, each in said.items()}


def document_of(page: Page) -> dict[str, Any]:
    return document([Entry.objects.get(page=page)])


def test_a_document_says_what_its_entry_says(publish: Publish) -> None:
    page = publish("Reprisals")
    assert known() == entries()
    assert page.translation_key in known()
    page.title = "Letters"
    page.save_revision().publish()
    catch_up()
    assert known() == entries()
    assert find("reprisals", "en").total == 0


def test_a_page_that_is_deleted_takes_its_document_along_and_those_below(
    publish: Publish,
) -> None:
    parent = publish("Parent")
    below = [publish(title, under=parent).translation_key for title in ("One", "Two", "Three")]
    assert {parent.translation_key, *below} <= set(known())
    Page.objects.get(pk=parent.pk).delete()
    catch_up()
    assert not {parent.translation_key, *below} & set(known())
    assert known() == entries()


def test_what_is_hidden_without_any_signal_has_no_document_when_it_is_told_of(
    publish: Publish,
) -> None:
    page = publish("Reprisals")
    Page.objects.filter(pk=page.pk).update(live=False)
    PAGES.update([page.translation_key])
    assert page.translation_key not in known()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_in_whatever_order_writes_arrive_the_one_that_was_read_last_wins(
    publish: Publish, order: tuple[int, ...]
) -> None:
    page = publish("Reprisals")
    begin = now()
    write, change, delete = (
        {"documents": [document_of(page)]},
        {"documents": [document_of(page) | {"digest": "changed"}]},
        {"documents": [], "gone": [page.translation_key]},
    )
    for number in order:
        with there() as client:
            PAGES.index.write(client, **(write, change, delete)[number], version=begin + number)
    assert page.translation_key not in known()


def test_an_index_in_the_shape_of_another_release_is_replaced(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("Reprisals")
    assert PAGES.has_index()
    monkeypatch.setattr(Index, "shape", lambda self: "next")
    assert not PAGES.has_index()
    PAGES.make_equal()
    assert PAGES.has_index()
    assert known() == entries()


def test_a_rebuild_leaves_one_index_and_no_document_of_a_newer_database(publish: Publish) -> None:
    page = publish("Reprisals")
    with there() as client:
        # As after a restored backup: the index knows a page that is not yet, and newer words.
        newer = [document_of(page) | {"digest": "newer"}, document_of(page) | {"key": str(STRAY)}]
        PAGES.index.write(client, newer, version=now() + 10**12)
    list(rebuild())
    PAGES.rebuild()
    assert known() == entries()
    with there() as client:
        assert len(client.indices.get(index=f"{PAGES.index.alias}*").body) == 1


def test_what_changes_during_a_rebuild_is_caught_up_with(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed, deleted = publish("Changed"), publish("Deleted")
    swap = Index.swap

    def swap_after_changes(index: Index, client: Elasticsearch, name: str) -> None:
        publish("New")
        changed.title = "Changed again"
        changed.save_revision().publish()
        Page.objects.get(pk=deleted.pk).delete()
        # Told to the index that is on its way out.
        settle()
        swap(index, client, name)

    monkeypatch.setattr(Index, "swap", swap_after_changes)
    PAGES.rebuild()
    assert deleted.translation_key not in known()
    assert known() == entries()


def test_a_rebuild_that_died_leaves_the_index_as_it_was_and_the_next_one_cleans_up(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("Reprisals")

    def die(*args: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(Index, "swap", die)
        with pytest.raises(RuntimeError):
            PAGES.rebuild()
    assert find("reprisals", "en").total == 1
    PAGES.rebuild()
    with there() as client:
        assert len(client.indices.get(index=f"{PAGES.index.alias}*").body) == 1


def test_of_two_rebuilds_the_one_that_began_later_stays(publish: Publish) -> None:
    publish("Reprisals")
    with there() as client:
        earlier, later = PAGES.index.create(client), PAGES.index.create(client)
        assert earlier < later
        PAGES.index.swap(client, later)
        PAGES.index.swap(client, earlier)
        assert set(client.indices.get(index=f"{PAGES.index.alias}*").body) == {later}


def test_drift_is_named_and_repaired(publish: Publish, homes: dict[str, HomePage]) -> None:
    missing, stale = publish("One"), publish("Two")
    with there() as client:
        PAGES.index.write(client, [], gone=[missing.translation_key], version=now())
        PAGES.index.write(client, [document_of(stale) | {"digest": "other"}], version=now())
        PAGES.index.write(client, [document_of(stale) | {"key": str(STRAY)}], version=now())
    drift = PAGES.find_drift()
    expected = ([missing.translation_key], [stale.translation_key], [STRAY])
    assert (drift.missing, drift.stale, drift.superfluous) == expected
    assert PAGES.make_equal() == drift
    assert not PAGES.find_drift()
    assert known() == entries()


def test_no_index_is_invented_by_a_write(settings: Any, index_prefix: str) -> None:
    settings.ELASTICSEARCH_PREFIX = f"{index_prefix}-other"
    with pytest.raises(IndexMissing):
        PAGES.update([uuid4()])
    with there() as client:
        assert not client.indices.get(index=f"{index_prefix}-other*").body


def test_an_index_that_took_the_name_of_the_alias_makes_way(
    publish: Publish, settings: Any, index_prefix: str
) -> None:
    settings.ELASTICSEARCH_PREFIX = f"{index_prefix}-stray"
    with there() as client:
        client.indices.create(index=PAGES.index.alias)
    assert not PAGES.has_index()
    PAGES.make_equal()
    assert PAGES.has_index()
    assert known() == entries()


def test_a_page_that_finds_no_index_has_one_made(
    publish: Publish, settings: Any, index_prefix: str
) -> None:
    settings.ELASTICSEARCH_PREFIX = f"{index_prefix}-fresh"
    page = publish("Reprisals")
    assert page.translation_key in known()
    assert known() == entries()
    assert not Effect.objects.exists()


def test_a_document_that_is_wrong_is_our_mistake_and_does_not_wait_for_ever(
    publish: Publish,
) -> None:
    page = publish("Reprisals")
    with there() as client, pytest.raises(Refused):
        PAGES.index.write(client, [document_of(page) | {"unknown": 1}], version=now())


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_a_refusal_that_may_end_is_waited_for(settings: Any, status: int) -> None:
    with answering(status) as url:
        settings.ELASTICSEARCH = NOWHERE | {"url": url}
        with pytest.raises(Unavailable):
            PAGES.update([uuid4()])


def test_nobody_there_is_waited_for(settings: Any) -> None:
    with closed_port() as url:
        settings.ELASTICSEARCH = NOWHERE | {"url": url}
        with pytest.raises(Unavailable):
            PAGES.make_equal()
