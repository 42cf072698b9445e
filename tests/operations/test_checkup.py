"""Every promise is asked about, within bounds, and told to those who may know."""

import json
import threading
import time

import pytest
from django.core.checks import Error
from django.core.management import call_command
from django.utils import translation
from wagtail.users.models import UserProfile

from operations import checkup
from operations.checkup import PROBES, Probe, examine
from search.services import rebuild

KEPT = Probe("kept", "It is kept", lambda: None)
BROKEN = Probe("broken", "It is kept", lambda: Error("It is broken.", hint="Mend it.", id="x.P1"))


def breaks():
    raise RuntimeError("a secret")


@pytest.fixture
def hang():
    # Let go at the end: a thread of a test does not outlive it.
    enough = threading.Event()

    def probe() -> None:
        enough.wait(20)

    yield Probe("hanging", "It answers", probe)
    enough.set()


def test_a_probe_that_breaks_is_a_finding_and_the_others_are_asked(db):
    broken, kept = examine([Probe("breaking", "It works", breaks), KEPT])
    assert not broken.ok
    assert "RuntimeError" in broken.problem.msg
    assert "secret" not in broken.problem.msg
    assert kept.ok


def test_a_probe_that_hangs_is_left_behind(db, hang):
    began = time.monotonic()
    *hanging, kept = examine([hang, hang, hang, KEPT])
    assert time.monotonic() - began < 2 * checkup.SECONDS + 2
    assert {each.problem.id for each in hanging} == {"operations.P002"}
    assert kept.ok


def test_a_probe_speaks_the_language_of_who_asks(db):
    probe = Probe("speaking", "It speaks", lambda: Error(translation.get_language()))
    with translation.override("fr"):
        (finding,) = examine([probe])
    assert finding.problem.msg == "fr"


@pytest.fixture
def probes(monkeypatch):
    asked = [KEPT]
    monkeypatch.setattr(checkup, "PROBES", asked)
    return asked


def test_all_green_ends_well(db, probes, capsys):
    call_command("checkup")
    assert "green  It is kept" in capsys.readouterr().out


def test_one_red_ends_with_1_and_the_remedy(db, probes, capsys):
    probes.append(BROKEN)
    with pytest.raises(SystemExit) as ended:
        call_command("checkup")
    assert ended.value.code == 1
    said = capsys.readouterr().out
    assert "green  It is kept" in said
    assert "RED    It is kept" in said
    assert "It is broken. (x.P1)" in said
    assert "Mend it." in said


def test_a_monitor_reads_one_line(db, probes, capsys):
    probes.append(BROKEN)
    with pytest.raises(SystemExit):
        call_command("checkup", "--json")
    (line,) = capsys.readouterr().out.splitlines()
    told = {each["name"]: each for each in json.loads(line)}
    assert told["kept"]["ok"] is True
    assert told["broken"]["ok"] is False
    assert told["broken"]["remedy"] == "Mend it."


@pytest.mark.usefixtures("embedded_search")
def test_every_probe_of_a_new_site_answers(homes):
    list(rebuild())
    # In threads of their own they would not see what this test wrote.
    assert len({probe.name for probe in PROBES}) == len(PROBES) > 15
    red = {probe.name for probe in PROBES if probe.ask() is not None}
    # Nobody works in the background of a test.
    assert red == {"worker"}


def test_an_administrator_reads_what_is_red_and_what_to_do(client, cast, probes):
    client.force_login(cast.adam)
    assert "Every promise is kept." in client.get("/admin/reports/health/").content.decode()
    probes.append(BROKEN)
    html = client.get("/admin/reports/health/").content.decode()
    assert "1 promise is not kept." in html
    assert "It is broken." in html
    assert html.index("It is broken.") < html.rindex(KEPT.promise)
    assert "Mend it." in html


@pytest.mark.parametrize(("who", "is_told"), [("adam", True), ("edith", False)])
def test_the_menu_shows_it_to_administrators_only(client, cast, who, is_told):
    client.force_login(getattr(cast, who))
    assert ("/admin/reports/health/" in client.get("/admin/").content.decode()) is is_told


def test_an_editor_is_led_back_and_nothing_is_asked(client, cast, probes):
    probes.append(Probe("never", "Nobody asks", breaks))
    client.force_login(cast.edith)
    response = client.get("/admin/reports/health/")
    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_an_administrator_reads_it_in_their_own_language(client, cast, probes):
    UserProfile.objects.create(user=cast.adam, preferred_language="ar")
    client.force_login(cast.adam)
    html = client.get("/admin/reports/health/").content.decode()
    assert 'dir="rtl"' in html
