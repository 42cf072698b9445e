"""What a Prometheus may read: how much waits, since when, and what is not as it should be.

Numbers and kinds; no page, no person, no word that anybody wrote. The form is the text form of
Prometheus, version 0.0.4.
"""

from collections.abc import Iterable, Iterator

from django.db.models import Count, Min
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background.models import ChoreRun, Effect, EffectQuerySet
from core.housekeeping import overdue
from search.services import count_drift

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Sample = tuple[dict[str, str], float]


def as_text() -> str:
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    now = timezone.now()
    waiting = Effect.objects.waiting()
    yield from _gauge(
        "outbox_waiting",
        "Effects that the outside must still be told, by kind.",
        (({"kind": kind}, count) for kind, count in _by_kind(waiting)),
    )
    oldest = waiting.filter(due_at__lte=now).aggregate(oldest=Min("due_at"))["oldest"]
    yield from _gauge(
        "outbox_late_seconds",
        "For how long the effect that waits longest has been due.",
        [({}, (now - oldest).total_seconds() if oldest else 0)],
    )
    yield from _gauge(
        "outbox_parked",
        "Effects that failed for good, by kind.",
        (({"kind": kind}, count) for kind, count in _by_kind(Effect.objects.parked())),
    )
    yield from _gauge(
        "tasks_waiting",
        "Tasks of Wagtail that no worker has begun.",
        [({}, DBTaskResult.objects.ready().count())],
    )
    yield from _gauge(
        "search_drift",
        "Public pages that the search does not have, and entries that are not public.",
        (({"what": what}, count) for what, count in count_drift().items()),
    )
    yield from _gauge(
        "schedule_overdue",
        "Pages whose day to go up or down passed more than five minutes ago.",
        [({}, overdue().count())],
    )
    yield from _gauge(
        "chore_age_seconds",
        "How long ago each chore was last begun.",
        (
            ({"chore": run.name}, (now - run.begun_at).total_seconds())
            for run in ChoreRun.objects.order_by("name")
        ),
    )


def _by_kind(effects: EffectQuerySet) -> list[tuple[str, int]]:
    return list(effects.order_by("kind").values_list("kind").annotate(count=Count("pk")))


def _gauge(name: str, told: str, samples: Iterable[Sample]) -> Iterator[str]:
    yield f"# HELP portevoix_{name} {told}"
    yield f"# TYPE portevoix_{name} gauge"
    for labels, value in samples:
        # Kinds are our own words: nothing in them wants escaping.
        inside = ",".join(f'{label}="{said}"' for label, said in labels.items())
        yield f"portevoix_{name}{{{inside}}} {value:g}" if inside else f"portevoix_{name} {value:g}"
