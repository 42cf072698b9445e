"""Keeps the queue of Django's tasks in order: the failed are tried again, the done forgotten.

Wagtail enqueues these tasks; the library that runs them neither retries nor notices that a worker
died in the middle of one. And tells, by doing so, that a worker is there.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from background.chores import chore

# No task of ours runs this long: its worker is gone.
ABANDONED_AFTER = timedelta(minutes=15)
TRIES = 5


HEARTBEAT = "background.heartbeat"


@chore(HEARTBEAT, every=timedelta(seconds=30))
def beat() -> None:
    """Do nothing: that it was done, and when, is what an administrator asks."""


@chore("background.retry_tasks", every=timedelta(minutes=2))
def retry_tasks() -> None:
    abandoned = DBTaskResult.objects.running().filter(
        started_at__lt=timezone.now() - ABANDONED_AFTER
    )
    spent = [task.pk for task in abandoned if len(task.worker_ids) >= TRIES]
    again = [
        task.pk
        for task in (*DBTaskResult.objects.failed(), *abandoned)
        if len(task.worker_ids) < TRIES
    ]
    DBTaskResult.objects.filter(pk__in=again).update(status=TaskResultStatus.READY)
    DBTaskResult.objects.filter(pk__in=spent).update(
        status=TaskResultStatus.FAILED, finished_at=timezone.now()
    )


@chore("background.forget_finished_tasks", every=timedelta(days=1))
def forget_finished_tasks() -> None:
    # Those that failed for good are kept longer, for an administrator to see.
    call_command("prune_db_task_results", min_age_days=1, failed_min_age_days=30, verbosity=0)


def failed_for_good() -> list[DBTaskResult]:
    """Return the tasks that are not tried again by themselves, without what they were given."""
    failed = DBTaskResult.objects.failed().defer("args_kwargs", "traceback", "return_value")
    # How long a list is, in JSON, no two databases ask alike.
    return [task for task in failed.order_by("-finished_at") if len(task.worker_ids) >= TRIES]


def retry_failed(tasks: Iterable[DBTaskResult]) -> int:
    """Try tasks again, as often as the first time; return how many there are."""
    return (
        DBTaskResult.objects.failed()
        .filter(pk__in=[task.pk for task in tasks])
        .update(status=TaskResultStatus.READY, worker_ids=[], finished_at=None)
    )


def forget_failed(tasks: Iterable[DBTaskResult]) -> int:
    """Give tasks up; return how many there were."""
    return DBTaskResult.objects.failed().filter(pk__in=[task.pk for task in tasks]).delete()[0]
