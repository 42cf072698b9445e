"""What failed for good, effects and tasks alike, as an administrator sees it.

Its kind, what it is about, since when and how often it was tried, and the name of what went wrong:
never what it was given, for that may be a letter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.http import QueryDict
from django_tasks_db.models import DBTaskResult

from background import housekeeping, services
from background.models import Effect, EffectQuerySet


@dataclass(frozen=True)
class Failure:
    """One row of the list; `field` and `value` are how a form names it."""

    field: str
    value: str
    kind: str
    subject: str
    since: datetime
    attempts: int
    error: str


@dataclass(frozen=True)
class Failures:
    effects: EffectQuerySet
    tasks: list[DBTaskResult]

    @classmethod
    def all(cls) -> Self:
        return cls(Effect.objects.parked(), housekeeping.failed_for_good())

    @classmethod
    def named(cls, asked: QueryDict) -> Self:
        """Return the one a form names; all of them when it names none.

        One that is gone, or never was, is nothing: somebody else was quicker.
        """
        found = cls.all()
        if "effect" not in asked and "task" not in asked:
            return found
        effect, task = asked.get("effect", ""), asked.get("task", "")
        return cls(
            found.effects.filter(pk=int(effect)) if effect.isdecimal() else Effect.objects.none(),
            [each for each in found.tasks if str(each.pk) == task],
        )

    def __len__(self) -> int:
        return self.effects.count() + len(self.tasks)

    def __iter__(self) -> Iterator[Failure]:
        for effect in self.effects.defer("payload").order_by("-parked_at"):
            yield Failure(
                "effect",
                str(effect.pk),
                effect.kind,
                effect.subject,
                effect.recorded_at,
                effect.attempts,
                effect.error,
            )
        for task in self.tasks:
            yield Failure(
                "task",
                str(task.pk),
                task.task_name,
                "",
                task.enqueued_at,
                len(task.worker_ids),
                task.exception_class_path.rpartition(".")[2],
            )

    def retry(self) -> int:
        return services.retry(self.effects) + housekeeping.retry_failed(self.tasks)

    def give_up(self) -> int:
        return services.give_up(self.effects) + housekeeping.forget_failed(self.tasks)
