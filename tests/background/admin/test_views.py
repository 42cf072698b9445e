"""The screen of background work: what failed is told without its content, and dealt with."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from background.housekeeping import TRIES, retry_tasks
from background.models import ChoreRun, Effect
from background.services import deliver_due, record

SCREEN = "/admin/reports/background/"


@pytest.fixture
def adam(cast):
    client = Client()
    client.force_login(cast.adam)
    return client


def park(kind, subject):
    return Effect.objects.create(
        kind=kind,
        subject=subject,
        payload={"to": ["secret@example.org"]},
        attempts=8,
        error="SMTPDataError",
        parked_at=timezone.now(),
    )


@pytest.fixture
def parked(db, kind):
    return [park(kind, "letter-1"), park(kind, "letter-2")]


@pytest.fixture
def failed(db):
    return DBTaskResult.objects.create(
        task_path="wagtail.tasks.update_reference_index_task",
        args_kwargs={"args": ["secret@example.org"], "kwargs": {}},
        backend_name="default",
        run_after=get_date_max(),
        status=TaskResultStatus.FAILED,
        worker_ids=["w"] * TRIES,
        exception_class_path="django.db.utils.IntegrityError",
        traceback="secret@example.org",
    )


def screen(client):
    return client.get(SCREEN).content.decode()


def test_what_failed_is_told_without_its_content(adam, parked, failed):
    html = screen(adam)
    for told in ("test.kind", "letter-1", "letter-2", "SMTPDataError"):
        assert told in html
    for told in ("update_reference_index_task", "IntegrityError"):
        assert told in html
    assert "secret@example.org" not in html


def test_when_nothing_failed_it_says_so(adam, db):
    assert screen(adam).count("<p>Nothing.</p>") == 2


def test_what_waits_is_counted(adam, kind):
    record(kind=kind, subject="1")
    assert "1 effect waits, recorded" in screen(adam)
    record(kind=kind, subject="2")
    assert "2 effects wait, the oldest recorded" in screen(adam)


def test_it_tells_when_each_chore_was_done(adam, db):
    ChoreRun.objects.create(name="media.sweep", begun_at=timezone.now(), error="ValueError")
    html = screen(adam)
    assert "media.sweep" in html
    assert "ValueError" in html


def test_one_is_tried_again(adam, parked, delivered):
    response = adam.post(f"{SCREEN}try-again/", {"effect": parked[0].pk}, follow=True)
    assert "1 is tried again." in response.content.decode()
    assert deliver_due() == 1
    assert [subject for subject, _payload in delivered] == ["letter-1"]
    assert Effect.objects.get().subject == "letter-2"


def test_all_are_tried_again(adam, parked, failed):
    response = adam.post(f"{SCREEN}try-again/", follow=True)
    assert "3 are tried again." in response.content.decode()
    assert not Effect.objects.parked().exists()
    failed.refresh_from_db()
    assert (failed.status, failed.worker_ids) == (TaskResultStatus.READY, [])


def test_a_task_alone_is_tried_again(adam, parked, failed):
    adam.post(f"{SCREEN}try-again/", {"task": failed.pk})
    failed.refresh_from_db()
    assert failed.status == TaskResultStatus.READY
    assert Effect.objects.parked().count() == 2


def test_giving_up_is_asked_first(adam, parked):
    html = adam.get(f"{SCREEN}give-up/", {"effect": parked[0].pk}).content.decode()
    assert "letter-1" in html
    assert "letter-2" not in html
    assert f'name="effect" value="{parked[0].pk}"' in html
    assert Effect.objects.count() == 2


def test_one_is_given_up(adam, parked, delivered):
    adam.post(f"{SCREEN}give-up/", {"effect": parked[0].pk})
    assert Effect.objects.get().subject == "letter-2"
    assert delivered == []


def test_all_are_given_up_and_what_waits_stays(adam, parked, failed, kind):
    record(kind=kind, subject="waiting")
    response = adam.post(f"{SCREEN}give-up/", follow=True)
    assert "3 were given up." in response.content.decode()
    assert [each.subject for each in Effect.objects.all()] == ["waiting"]
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize("named", [{"effect": "0"}, {"effect": "x"}, {"effect": ""}, {"task": "x"}])
@pytest.mark.parametrize("action", ["try-again", "give-up"])
def test_what_is_gone_already_stands_for_nothing(adam, parked, failed, action, named):
    response = adam.post(f"{SCREEN}{action}/", named, follow=True)
    assert response.status_code == 200
    assert Effect.objects.parked().count() == 2
    assert DBTaskResult.objects.failed().count() == 1


@pytest.mark.parametrize("action", ["try-again", "give-up"])
def test_nobody_else_does_either(cast, parked, action):
    client = Client()
    client.force_login(cast.edith)
    client.post(f"{SCREEN}{action}/")
    assert Effect.objects.parked().count() == 2


@pytest.mark.parametrize("action", ["try-again", "give-up"])
def test_no_other_site_does_either(cast, parked, action):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.adam)
    assert client.post(f"{SCREEN}{action}/").status_code == 403
    assert Effect.objects.parked().count() == 2


def concern(client):
    html = client.get("/admin/").content.decode()
    return re.findall(r'<a href="([^"]+)">(\d+ pieces? of background work [^<]+)</a>', html)


def test_the_home_screen_tells_an_administrator(adam, parked, failed, homes):
    assert concern(adam) == [(SCREEN, "3 pieces of background work have failed")]
    Effect.objects.all().delete()
    assert concern(adam) == [(SCREEN, "1 piece of background work has failed")]
    failed.delete()
    assert concern(adam) == []


def test_the_home_screen_tells_nobody_else(cast, parked, homes):
    client = Client()
    client.force_login(cast.edith)
    assert concern(client) == []


def test_a_task_is_tried_five_times_by_itself(failed):
    DBTaskResult.objects.update(worker_ids=["w"] * (TRIES - 1))
    retry_tasks()
    failed.refresh_from_db()
    assert failed.status == TaskResultStatus.READY


@pytest.mark.parametrize(
    ("tries", "status"),
    [(1, TaskResultStatus.READY), (TRIES, TaskResultStatus.FAILED)],
)
def test_a_task_whose_worker_died_is_tried_again_then_told(adam, failed, tries, status):
    long_ago = timezone.now() - dt.timedelta(hours=1)
    DBTaskResult.objects.update(
        status=TaskResultStatus.RUNNING, worker_ids=["w"] * tries, started_at=long_ago
    )
    retry_tasks()
    failed.refresh_from_db()
    assert failed.status == status
