"""The outbox, and when each chore was last done."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EffectQuerySet(models.QuerySet["Effect"]):
    def due(self, now: datetime) -> Self:
        return self.filter(parked_at=None, due_at__lte=now).order_by("due_at", "pk")

    def waiting(self) -> Self:
        return self.filter(parked_at=None)

    def parked(self) -> Self:
        return self.exclude(parked_at=None)


class Effect(models.Model):
    """Something the outside must still be told. Once it is done, the row is gone.

    There is one row for each kind and subject. `version` changes whenever it is recorded again, so
    that a delivery which began before does not take the newer one away with it.
    """

    kind = models.CharField(_("kind"), max_length=64)
    subject = models.CharField(_("subject"), max_length=255)
    payload = models.JSONField(_("payload"), default=dict)
    version = models.UUIDField(_("version"), default=uuid.uuid4)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    due_at = models.DateTimeField(_("due at"), default=timezone.now)
    attempts = models.PositiveIntegerField(_("failed attempts"), default=0)
    # The name of what went wrong and never its words: those may hold addresses.
    error = models.CharField(_("last error"), max_length=100, blank=True)
    parked_at = models.DateTimeField(_("parked at"), null=True, blank=True)

    objects = EffectQuerySet.as_manager()

    class Meta:
        verbose_name = _("effect")
        verbose_name_plural = _("effects")
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], name="background_one_effect")
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(parked_at=None), name="background_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class ChoreRun(models.Model):
    """When a chore was last begun, and what the last one ended with."""

    name = models.CharField(_("name"), max_length=64, primary_key=True)
    begun_at = models.DateTimeField(_("begun at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    error = models.CharField(_("last error"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("chore")
        verbose_name_plural = _("chores")

    def __str__(self) -> str:
        return self.name
