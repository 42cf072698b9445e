"""Spaces know nothing of each other, nor does the site of them, nor they of it."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from background.models import Effect
from coalitions.services.members import end
from search.models import Entry, SpaceEntry, Word
from search.queries import complete
from search.queries import find as find_public
from search.spaces.effects import record_unknown
from search.spaces.queries import find_in
from search.spaces.services import find_drift, repair, waiting
from tests.coalitions.cast import Spaces, add_comment, add_draft, add_file
from tests.search.spaces.conftest import catch_up, find, titles

Browse = Callable[[str], Client]

pytestmark = pytest.mark.usefixtures("each_form")


def test_nothing_of_another_space_is_found(spaces: Spaces) -> None:
    add_draft(spaces.petra, "Balloons.", title="Zeppelins")
    for said in ("zeppelins", "zepelins", "balloon", '"zeppelins"'):
        found = find(spaces.luca, said)
        assert (found.total, found.counts) == (0, {})
        assert [*found.shown, *found.nearly] == []


def test_what_others_write_changes_nothing_of_what_is_found(spaces: Spaces) -> None:
    add_draft(spaces.luca, "Water and a right.", title="A")
    add_draft(spaces.luca, "Its right and water, water.", title="B")
    alone = find(spaces.luca, "water right balloon")
    order = [entry.pk for entry in alone.nearly]
    for number in range(20):
        add_draft(spaces.petra, "water " * 9 + "balloons", title=f"Water {number}")
    beside = find(spaces.luca, "water right balloon")
    assert [entry.pk for entry in beside.nearly] == order
    assert (beside.total, beside.counts) == (alone.total, alone.counts)


def test_the_site_knows_none_of_its_words(spaces: Spaces) -> None:
    draft = add_draft(spaces.petra, "Balloons.", title="Zeppelins")
    add_comment(spaces.rita, draft, "Balloons", text="Kites")
    add_file(spaces.petra, name="gliders.png")
    catch_up()
    assert SpaceEntry.objects.count() == 3
    for said in ("zeppelins", "balloons", "kites", "gliders", "zepelins"):
        found = find_public(said, "en")
        assert (found.total, found.shown, found.nearly) == (0, [], [])
        assert not complete(said[:4], "en")
    assert not Word.objects.filter(word__startswith="zep").exists()
    assert not Entry.objects.filter(text__contains="Balloons").exists()


def test_a_search_asks_as_much_however_much_is_found(
    spaces: Spaces, browse: Browse, each_form: str
) -> None:
    path, petra = reverse("space_search", args=[spaces.rivers.pk]), browse("petra")
    asked = []
    for _time in range(2):
        for number in range(4):
            draft = add_draft(spaces.petra, title=f"Zeppelin {number}")
            add_comment(spaces.rita, draft, "ask", text="A zeppelin")
            add_file(spaces.petra, name="zeppelin.png")
        catch_up()
        petra.get(path)
        with CaptureQueriesContext(connection) as queries:
            html = petra.get(path, {"q": "zeppelin"}).content.decode()
        assert html.count('class="hit"') == 10
        asked.append(len(queries))
        of_entries = [each for each in queries if "search_spaceentry" in each["sql"]]
        assert len(of_entries) == (3 if each_form == "embedded" else 1)
    assert asked[0] == asked[1] <= 20


def test_whoever_is_removed_finds_nothing_at_their_next_click(
    spaces: Spaces, browse: Browse
) -> None:
    add_draft(spaces.petra, title="Zeppelins")
    catch_up()
    path = reverse("space_search", args=[spaces.rivers.pk])
    rita = browse("rita")
    assert "Zeppelins" in rita.get(path, {"q": "zeppelin"}).content.decode()
    end(spaces.rita)
    assert rita.get(path, {"q": "zeppelin"}).status_code == 404


def test_entries_that_were_lost_or_are_wrong_are_mended(spaces: Spaces) -> None:
    draft = add_draft(spaces.petra, title="Zeppelins")
    comment = add_comment(spaces.rita, draft, "ask")
    catch_up()
    assert not find_drift()
    SpaceEntry.objects.filter(draft=draft).update(digest="", title_terms="")
    SpaceEntry.objects.filter(comment=comment).delete()
    drift = find_drift()
    assert (drift.missing, drift.stale) == ([comment.pk], [draft.pk])
    repair(drift)
    assert not find_drift()
    assert titles(spaces.petra, "zeppelin") == ["<mark>Zeppelins</mark>"]


def test_what_stood_in_spaces_before_there_was_a_search_is_read(spaces: Spaces) -> None:
    add_draft(spaces.petra, title="Zeppelins")
    catch_up()
    SpaceEntry.objects.all().delete()
    record_unknown()
    assert titles(spaces.petra, "zeppelin") == ["<mark>Zeppelins</mark>"]


def test_what_could_not_be_read_stays_parked_for_who_looks_there(spaces: Spaces) -> None:
    add_draft(spaces.petra, title="Zeppelins")
    Effect.objects.update(parked_at=timezone.now(), attempts=8)
    record_unknown()
    assert Effect.objects.parked().count() == Effect.objects.count() > 0


def test_what_was_read_by_the_rules_of_before_is_read_anew(spaces: Spaces) -> None:
    add_draft(spaces.petra, title="Zeppelins")
    catch_up()
    SpaceEntry.objects.update(revision=0, title_terms="")
    record_unknown()
    assert titles(spaces.petra, "zeppelin") == ["<mark>Zeppelins</mark>"]


def test_nothing_but_a_key_waits_in_the_outbox(spaces: Spaces) -> None:
    draft = add_draft(spaces.petra, title="Zeppelins")
    effects = Effect.objects.filter(kind="search.space_draft")
    assert list(effects.values_list("subject", "payload")) == [(str(draft.pk), {})]


@pytest.mark.parametrize("name", ["olga", "rita", "petra", "cora"])
def test_every_member_may_search(spaces: Spaces, browse: Browse, name: str) -> None:
    response = browse(name).get(reverse("space_search", args=[spaces.rivers.pk]))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"


def test_what_the_worker_is_about_to_read_is_no_drift(spaces: Spaces) -> None:
    add_draft(spaces.petra, title="Zeppelins")
    assert not find_drift(but=waiting())
    call_command("search_rebuild")
    assert find_in(spaces.petra, "zeppelins", "en").total == 1
