"""Records effects with the change that asks for them, and delivers them afterwards.

The only writer of the outbox. An effect is delivered at least once: a worker that claims one holds
it for a while only, and when it dies the effect becomes due again by itself.
"""

import json
import logging
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from background.effects import handler_of, kinds_after
from background.errors import Unavailable
from background.models import Effect, EffectQuerySet

logger = logging.getLogger(__name__)

# How long a claim holds: longer than any single delivery takes.
LEASE = timedelta(minutes=5)
FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(minutes=10)
# After these the effect is parked: about ten minutes of trying.
ATTEMPTS = 8


def record(
    *,
    kind: str,
    subject: str,
    payload: dict[str, Any] | None = None,
    delay: timedelta = timedelta(0),
) -> None:
    """Record that the outside must be told, in the transaction of the change itself.

    What was recorded of the same kind and subject before is told only once, as it is now; what was
    parked is tried again. Raises LookupError when nothing delivers this kind.
    """
    handler_of(kind)
    now = timezone.now()
    Effect.objects.bulk_create(
        [
            Effect(
                kind=kind,
                subject=subject,
                payload=payload or {},
                recorded_at=now,
                due_at=now + delay,
            )
        ],
        update_conflicts=True,
        unique_fields=["kind", "subject"],
        update_fields=[
            "payload",
            "version",
            "recorded_at",
            "due_at",
            "attempts",
            "error",
            "parked_at",
        ],
    )


def announce(event: str, subject: str, payload: dict[str, Any] | None = None) -> None:
    """Record every effect that follows from an event, in the transaction of the event itself."""
    for kind in kinds_after(event):
        record(kind=kind, subject=subject, payload=payload)


def deliver_due(*, before: datetime | None = None, go_on: Callable[[], bool] = lambda: True) -> int:
    """Deliver what is due now, or would be by `before`; return how many were delivered.

    It ends early, between two effects, when `go_on` says so. What a service that does not answer
    should have been told waits together: one time-out, not one for each effect.
    """
    delivered = 0
    down: set[str] = set()
    while go_on() and (effect := _claim(before or timezone.now(), down)) is not None:
        try:
            handler_of(effect.kind)(effect.subject, effect.payload)
        except Unavailable as error:
            down.add(effect.kind)
            logger.warning("%s does not answer: %s waits", error.service, effect.kind)
            _postpone(effect, error=error.service, attempts=effect.attempts)
            _hold_back(effect.kind)
        except Exception as error:
            logger.exception("The effect %s of %s failed", effect.pk, effect.kind)
            _postpone(effect, error=type(error).__name__, attempts=effect.attempts + 1)
        else:
            # Unless it was recorded anew meanwhile: then it is due again, and stays.
            Effect.objects.filter(pk=effect.pk, version=effect.version).delete()
            delivered += 1
    return delivered


def settle() -> None:
    """Do all background work there is, now and in this process: for commands and tests."""
    _run_tasks()
    while deliver_due():
        _run_tasks()


def retry(effects: EffectQuerySet) -> int:
    """Try parked effects again; return how many there are."""
    return effects.parked().update(
        parked_at=None, attempts=0, due_at=timezone.now(), version=uuid.uuid4()
    )


def give_up(effects: EffectQuerySet) -> int:
    """Forget parked effects for good; return how many there were."""
    return effects.parked().delete()[0]


def _claim(now: datetime, down: set[str]) -> Effect | None:
    """Return an effect that no other worker has, held for LEASE."""
    while True:
        effect = Effect.objects.due(now).exclude(kind__in=down).first()
        if effect is None:
            return None
        untouched = Q(pk=effect.pk, version=effect.version, due_at=effect.due_at)
        if Effect.objects.filter(untouched).update(due_at=timezone.now() + LEASE):
            return effect


def _postpone(effect: Effect, *, error: str, attempts: int) -> None:
    now = timezone.now()
    # Of a service that is down, only how long the effect waits already is known.
    waited = max(now - effect.recorded_at, FIRST_DELAY)
    backoff = FIRST_DELAY * 2**effect.attempts if attempts > effect.attempts else waited
    Effect.objects.filter(pk=effect.pk, version=effect.version).update(
        attempts=attempts,
        error=error[:100],
        due_at=now + min(backoff, LONGEST_DELAY),
        parked_at=now if attempts >= ATTEMPTS else None,
    )


def _hold_back(kind: str) -> None:
    """Let the others of a kind wait too: the first to be due again asks for all of them."""
    now = timezone.now()
    Effect.objects.due(now).filter(kind=kind).update(due_at=now + FIRST_DELAY)


def _drop_repeated_tasks() -> None:
    """What waits more than once is done once: the tasks of Wagtail read what is there now."""
    waiting: dict[tuple[str, str], Any] = {}
    for task in DBTaskResult.objects.ready().only("task_path", "args_kwargs"):
        waiting[task.task_path, json.dumps(task.args_kwargs, sort_keys=True)] = task.pk
    DBTaskResult.objects.ready().exclude(pk__in=waiting.values()).delete()


def _run_tasks() -> None:
    if settings.TASKS["default"]["BACKEND"] != "django_tasks_db.DatabaseBackend":
        return  # They ran when they were enqueued.
    _drop_repeated_tasks()
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"settle-{uuid.uuid4()}",
        excluded_queue_names=[],
    ).run()
