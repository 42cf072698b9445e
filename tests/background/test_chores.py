"""Chores: each in its time, once for all workers, and none stops the others."""

import datetime as dt
import json
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.utils import timezone

from background import chores
from background.chores import chore, do_due_chores
from background.models import ChoreRun
from tests.test_architecture import source_folders

DAY = dt.timedelta(days=1)
TELL_WORK = """
import json
from background import chores, effects
print(json.dumps([*chores._chores, *effects._handlers]))
"""


@pytest.fixture
def done(db, no_chores):
    done = []

    @chore("test.sweep", every=DAY)
    def sweep():
        done.append("sweep")

    return done


def let_pass(**time):
    for run in ChoreRun.objects.all():
        run.begun_at -= dt.timedelta(**time)
        run.save()


def test_a_chore_is_done_at_once_then_each_time_it_is_due(done):
    do_due_chores()
    do_due_chores()
    assert done == ["sweep"]
    let_pass(hours=23)
    do_due_chores()
    assert done == ["sweep"]
    let_pass(hours=2)
    do_due_chores()
    assert done == ["sweep", "sweep"]


@pytest.mark.parametrize("is_first", [True, False])
def test_of_two_workers_one_does_it(done, is_first):
    if not is_first:
        ChoreRun.objects.create(name="test.sweep", begun_at=timezone.now() - 2 * DAY)
    last = ChoreRun.objects.values_list("begun_at", flat=True).first()
    (sweep,) = chores.chores()
    # Both have seen the same before either of them began.
    chores._do(sweep, last)
    chores._do(sweep, last)
    assert done == ["sweep"]


def test_a_chore_that_fails_says_so_and_the_others_are_done(done, caplog):
    @chore("test.broken", every=DAY)
    def break_down():
        raise ValueError("a secret")

    @chore("test.after", every=DAY)
    def tidy():
        done.append("tidy")

    do_due_chores()
    assert done == ["sweep", "tidy"]
    runs = {run.name: run for run in ChoreRun.objects.all()}
    assert runs["test.broken"].error == "ValueError"
    assert runs["test.broken"].ended_at is not None
    assert runs["test.sweep"].error == ""
    assert "The chore test.broken failed" in caplog.text


def test_a_chore_that_works_again_says_no_more_that_it_failed(done):
    ChoreRun.objects.create(
        name="test.sweep", begun_at=timezone.now() - 2 * DAY, error="ValueError"
    )
    do_due_chores()
    assert ChoreRun.objects.get().error == ""


def test_a_process_that_starts_knows_every_chore_and_every_effect_of_the_code():
    # A module that only tests import would leave its work undone.
    written = {
        name
        for folder in source_folders()
        for path in (settings.ROOT / folder).rglob("*.py")
        for name in re.findall(r'^@(?:chore|effect)\("([^"]+)"', path.read_text(), re.MULTILINE)
    }
    told = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", TELL_WORK],
        cwd=settings.ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert written
    assert written <= set(json.loads(told.stdout))
