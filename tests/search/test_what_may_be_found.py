"""What must not be found, on each engine, whatever it knows."""

from collections.abc import Callable

import pytest
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage
from search.models import Entry
from search.queries import find
from tests.search.conftest import Settled

Publish = Callable[..., Page]

pytestmark = pytest.mark.usefixtures("each_form")


def titles(query: str) -> list[str]:
    found = find(query, "en")
    assert found.total == len(found.shown)
    return [each.entry.title for each in (*found.shown, *found.nearly)]


def test_an_unpublished_page_is_not_found(publish: Publish, settled: Settled) -> None:
    page = publish("Reprisals")
    with settled():
        page.unpublish()
    assert titles("reprisals") == []


def test_a_page_taken_down_without_any_signal_is_not_shown(publish: Publish) -> None:
    page = publish("Reprisals")
    Page.objects.filter(pk=page.pk).update(live=False)
    assert Entry.objects.filter(page=page).exists()
    assert titles("reprisals") == []


def test_a_restriction_acts_on_the_next_request_even_before_the_entries_know(
    publish: Publish,
) -> None:
    parent = publish("Parent")
    publish("Reprisals", under=parent)
    # Inside the transaction: no handler has run.
    PageViewRestriction.objects.create(page=parent, restriction_type="login")
    assert Entry.objects.filter(title="Reprisals").exists()
    assert titles("reprisals") == []


def test_a_draft_is_not_found(publish: Publish, homes: dict[str, HomePage]) -> None:
    page = publish("Reprisals")
    page.title = "Zeppelins"
    page.save_revision()
    assert titles("zeppelins") == []
    assert titles("reprisals") == ["Reprisals"]


def test_an_alias_is_not_found_beside_its_original(
    publish: Publish, homes: dict[str, HomePage], settled: Settled
) -> None:
    page = publish("Reprisals")
    with settled():
        alias = page.create_alias(parent=homes["en"], update_slug="alias")
    assert alias.live
    assert [each.entry.page_id for each in find("reprisals", "en").shown] == [page.pk]
