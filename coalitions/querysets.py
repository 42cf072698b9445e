"""Who is in a space now: the one rule of who may see, as the database is asked it.

With `coalitions.permissions`, the only place that knows what a role is for. Asked anew at each
request, so that whoever is removed is out at their next one.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import Lower
from django.utils import timezone

from coalitions.roles import Role


def _active() -> Q:
    """A membership that is one now: not gone, not closed, not past its hour."""
    now = Q(until=None) | Q(until__gt=timezone.now())
    return now & Q(left_at=None, user__is_active=True)


def _invited() -> Q:
    """And it is not that of an administrator who looks in."""
    return _active() & Q(until=None)


def _steers() -> Q:
    return _invited() & Q(role=Role.COORDINATOR)


class MembershipQuerySet(models.QuerySet[Any]):
    def active(self) -> Self:
        return self.filter(_active())

    def of(self, user: Any) -> Self:
        """What somebody is in now; nothing, for whoever is not signed in whole."""
        return self.active().filter(user=user) if user.is_authenticated else self.none()

    def invited(self) -> Self:
        return self.filter(_invited())

    def coordinators(self) -> Self:
        return self.filter(_steers())

    def steering_first(self) -> Self:
        """Coordinators, then the others, by name."""
        first = Case(When(role=Role.COORDINATOR, then=0), default=1)
        return self.order_by(first, Lower("display_name"), "pk")


class InvitationQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        """Those that can be accepted now."""
        return self.filter(expires_at__gt=timezone.now())


class DraftQuerySet(models.QuerySet[Any]):
    def within(self, coalition: Any) -> Self:
        return self.filter(coalition=coalition)

    def kept(self) -> Self:
        return self.filter(trashed_at=None)

    def for_lists(self) -> Self:
        """Without any text, which may be long: neither its own nor that of what it translates."""
        others = ("translates__document", "translates__draft__document")
        return self.select_related("changed_by", "translates__draft").defer("document", *others)

    def with_staleness(self) -> Self:
        """Annotate whether what a draft translates has a newer version: `is_stale`."""
        newer = Q(translates__draft__versions__number__gt=models.F("translates__number"))
        stale = models.Exists(
            self.model.objects.filter(newer, pk=models.OuterRef("pk")).values("pk")
        )
        return self.annotate(is_stale=stale)


class VersionQuerySet(models.QuerySet[Any]):
    def for_lists(self) -> Self:
        """Without the texts."""
        return self.with_names().defer("document")

    def with_names(self) -> Self:
        """With who left them so, and which one they bring back."""
        return self.select_related("by", "brings_back").defer("brings_back__document")
