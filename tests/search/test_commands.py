from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from search.models import Entry
from search.queries import find
from strategy.models import HomePage

Publish = Callable[..., Page]


def run(name: str, *options: str) -> str:
    out = StringIO()
    call_command(name, *options, stdout=out)
    return out.getvalue()


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


def test_a_rebuild_may_be_repeated(publish: Publish) -> None:
    publish("Reprisals")
    run("search_rebuild")
    run("search_rebuild")
    assert find("reprisals", "en").total == 1
    assert "knows the public pages" in run("search_check")


def test_a_check_is_content_when_nothing_differs(publish: Publish) -> None:
    publish("Reprisals")
    run("search_rebuild")
    assert "knows the public pages" in run("search_check")


@pytest.fixture
def drifted(publish: Publish) -> None:
    missing, stale, hidden, lost = (publish(name) for name in ("One", "Two", "Three", "Four"))
    run("search_rebuild")
    Entry.objects.filter(page=missing).delete()
    Entry.objects.filter(page=stale).update(text_terms="other")
    Page.objects.filter(pk=hidden.pk).update(live=False)
    Entry.objects.get(page=lost).index_entries.all().delete()


@pytest.mark.usefixtures("drifted")
def test_a_check_names_what_differs_and_fails() -> None:
    out = StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("search_check", stdout=out)
    assert failure.value.returncode == 1
    for line in ("missing: 2 (pages ", "superfluous: 1 (pages ", "stale: 1 (pages "):
        assert line in out.getvalue()


@pytest.mark.usefixtures("drifted")
def test_a_check_that_repairs_fails_once() -> None:
    with pytest.raises(CommandError, match="repaired"):
        run("search_check", "--repair")
    assert "knows the public pages" in run("search_check")
    assert find("four", "en").total == 1
