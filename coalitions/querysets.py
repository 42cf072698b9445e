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


def _active(path: str = "") -> Q:
    """A membership at the end of a path is one now: not gone, not closed, not past its hour."""
    now = Q(**{f"{path}until": None}) | Q(**{f"{path}until__gt": timezone.now()})
    return now & Q(**{f"{path}left_at": None, f"{path}user__is_active": True})


def _invited(path: str = "") -> Q:
    """And it is not that of an administrator who looks in."""
    return _active(path) & Q(**{f"{path}until": None})


def _steers(path: str = "") -> Q:
    return _invited(path) & Q(**{f"{path}role": Role.COORDINATOR})


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


class CoalitionQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        # Nobody is in one twice: the join doubles nothing.
        mine = _active("memberships__") & Q(memberships__user=user)
        return self.filter(mine) if user.is_authenticated else self.none()


class InvitationQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        """Those that can be accepted now."""
        return self.filter(expires_at__gt=timezone.now())


class DraftQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        mine = _active("coalition__memberships__") & Q(coalition__memberships__user=user)
        return self.filter(mine) if user.is_authenticated else self.none()

    def within(self, coalition: Any) -> Self:
        return self.filter(coalition=coalition)

    def kept(self) -> Self:
        return self.filter(trashed_at=None)

    def for_lists(self) -> Self:
        """Without the text itself, which may be long."""
        return self.defer("document").select_related("changed_by", "translates__draft")

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
        return self.defer("document").select_related("by", "brings_back")
