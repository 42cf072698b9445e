"""What a Prometheus is told: numbers, to who knows the key."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from background.models import ChoreRun, Effect
from background.services import record
from search.models import Entry
from search.services import rebuild
from tests.factories import add_standard_page

KEY = "a key that only the Prometheus has"


@pytest.fixture
def told(client, homes, settings):
    settings.METRICS_KEY = KEY

    def ask():
        response = client.get("/metrics", headers={"Authorization": f"Bearer {KEY}"})
        assert response["Content-Type"].startswith("text/plain; version=0.0.4")
        lines = response.content.decode().splitlines()
        return dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))

    return ask


@pytest.mark.parametrize("given", ["", "Bearer", f"Bearer {KEY}x", KEY, f"Basic {KEY}"])
def test_without_the_key_there_is_nothing(client, homes, settings, given):
    settings.METRICS_KEY = KEY
    assert client.get("/metrics", headers={"Authorization": given}).status_code == 404


@pytest.mark.parametrize("given", ["Bearer ", "Bearer"])
def test_it_is_off_until_somebody_sets_a_key(client, homes, given):
    assert client.get("/metrics", headers={"Authorization": given}).status_code == 404


def test_every_line_is_as_prometheus_reads_it(client, homes, settings):
    settings.METRICS_KEY = KEY
    response = client.get("/metrics", headers={"Authorization": f"Bearer {KEY}"})
    sample = re.compile(r'portevoix_[a-z_]+(\{[a-z]+="[\w.-]+"\})? [0-9.e+-]+')
    for line in response.content.decode().splitlines():
        assert line.startswith(("# HELP portevoix_", "# TYPE portevoix_")) or sample.fullmatch(line)


def test_what_waits_and_what_failed_is_counted_by_kind(told):
    now = timezone.now()
    record(kind="mail", subject="one")
    record(kind="mail", subject="two")
    Effect.objects.update(due_at=now - timedelta(minutes=3))
    record(kind="search.page", subject="3")
    Effect.objects.filter(subject="3").update(parked_at=now)
    numbers = told()
    assert numbers['portevoix_outbox_waiting{kind="mail"}'] == "2"
    assert numbers['portevoix_outbox_parked{kind="search.page"}'] == "1"
    assert 180 <= float(numbers["portevoix_outbox_late_seconds"]) < 200


def test_a_chore_that_is_not_done_gets_older(told):
    ChoreRun.objects.create(name="media.sweep", begun_at=timezone.now() - timedelta(hours=2))
    age = float(told()['portevoix_chore_age_seconds{chore="media.sweep"}'])
    assert 7200 <= age < 7300


def test_what_the_search_lost_or_kept_too_long_is_counted(told, homes, embedded_search):
    page = add_standard_page(homes["en"], slug="page")
    list(rebuild())
    assert told()['portevoix_search_drift{what="missing"}'] == "0"
    Entry.objects.filter(page=page).delete()
    assert told()['portevoix_search_drift{what="missing"}'] == "1"
    list(rebuild())
    type(page).objects.filter(pk=page.pk).update(live=False)
    assert told()['portevoix_search_drift{what="superfluous"}'] == "1"


def test_a_page_whose_day_is_over_is_counted(told, homes):
    page = add_standard_page(homes["en"], slug="page")
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    assert told()["portevoix_schedule_overdue"] == "1"
