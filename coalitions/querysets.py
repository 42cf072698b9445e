"""Who is in a space now: the one rule of who may see, as the database is asked it.

With `coalitions.permissions`, the only place that knows what a role is for. Asked anew at each
request, so that whoever is removed is out at their next one.
"""

from typing import Any, Self

from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Lower
from django.utils import timezone

from coalitions.roles import Role


def _active() -> Q:
    """A membership that is one now: not gone, not closed, not past its hour."""
    now = Q(until=None) | Q(until__gt=timezone.now())
    return now & Q(left_at=None, user__is_active=True)


def _invited() -> Q:
    """And it is not that of an administrator who looks in."""
    return _active() & Q(until=None)


def _shown(prefix: str = "") -> Q:
    """A page that an editor shares, and that can be read now."""
    named = {"ended_at": None, "until__gte": timezone.localdate(), "revision__isnull": False}
    return Q(**{f"{prefix}{name}": value for name, value in named.items()})


def _steers() -> Q:
    return _invited() & Q(role=Role.COORDINATOR)


def locked(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Hold rows until the transaction ends, without their keys.

    Who holds a draft writes rows that name its space, and the other way round: with the keys held
    as well, each would wait for the other.
    """
    return rows.select_for_update(of=("self",), no_key=True)


def _looked() -> Any:
    return Coalesce(OuterRef("looked_at"), OuterRef("joined_at"))


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

    def with_news(self) -> Self:
        """Annotate how much others did in the space since the member looked: `news_count`."""
        return self._with_news_since(_looked())

    def untold(self) -> Self:
        """Those to whom something is new, of which no mail has told them."""
        since = Greatest(_looked(), Coalesce(OuterRef("told_at"), OuterRef("joined_at")))
        return self._with_news_since(since).filter(news_count__gt=0)

    def _with_news_since(self, since: Any) -> Self:
        activities = self.model._meta.apps.get_model("coalitions", "Activity").objects
        others = Q(by=None) | ~Q(by=OuterRef("pk"))
        news = activities.filter(others, coalition=OuterRef("coalition"), at__gt=since)
        number = news.order_by().values("coalition").annotate(number=Count("pk")).values("number")
        return self.annotate(news_count=Coalesce(Subquery(number), 0))

    def steering_first(self) -> Self:
        """Coordinators, then the others, by name."""
        first = Case(When(role=Role.COORDINATOR, then=0), default=1)
        return self.order_by(first, Lower("display_name"), "pk")


class InvitationQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        """Those that can be accepted now."""
        return self.filter(expires_at__gt=timezone.now())


def readable(prefix: str = "") -> Q:
    """Return the condition that a draft can be read; `prefix` leads to it from another row."""
    shown = Q(**{f"{prefix}shared": None}) | _shown(f"{prefix}shared__")
    return Q(**{f"{prefix}trashed_at": None}) & shown


class DraftQuerySet(models.QuerySet[Any]):
    def within(self, coalition: Any) -> Self:
        return self.filter(coalition=coalition)

    def kept(self) -> Self:
        """What can be read: not in the trash, and if it is a page, shared still."""
        return self.filter(readable())

    def titled(self) -> Self:
        """Those whose titles may be said: not a page that is shared no more; what is trashed is."""
        return self.filter(Q(shared=None) | readable())

    def for_lists(self) -> Self:
        """Without any text, which may be long: neither its own nor that of what it translates."""
        others = ("translates__document", "translates__draft__document")
        rows = self.select_related("changed_by", "translates__draft", "shared__by")
        return rows.defer("document", *others)

    def with_staleness(self) -> Self:
        """Annotate whether what a draft translates has a newer version: `is_stale`."""
        newer = Q(translates__draft__versions__number__gt=models.F("translates__number"))
        stale = Exists(self.model.objects.filter(newer, pk=OuterRef("pk")).values("pk"))
        return self.annotate(is_stale=stale)

    def with_open_threads(self) -> Self:
        """Annotate how many threads wait to be resolved: `open_threads`."""
        threads = self.model._meta.get_field("threads").related_model.objects
        mine = threads.open().filter(draft=OuterRef("pk")).order_by().values("draft")
        number = mine.annotate(number=Count("pk")).values("number")
        return self.annotate(open_threads=Coalesce(Subquery(number), 0))


class VersionQuerySet(models.QuerySet[Any]):
    def for_lists(self) -> Self:
        """Without the texts."""
        return self.with_names().defer("document")

    def with_names(self) -> Self:
        """With who left them so, and which one they bring back."""
        return self.select_related("by", "brings_back").defer("brings_back__document")


class SpaceFileQuerySet(models.QuerySet[Any]):
    def within(self, coalition: Any) -> Self:
        return self.filter(coalition=coalition)

    def kept(self) -> Self:
        return self.filter(trashed_at=None)

    def trashed(self) -> Self:
        return self.exclude(trashed_at=None)

    def with_newest(self) -> Self:
        """With what each is now: `newest`, a list of one version."""
        versions = self.model._meta.get_field("versions").related_model._default_manager
        of_the_same = versions.filter(file=OuterRef("file")).order_by("-number").values("pk")[:1]
        newest = versions.filter(pk=Subquery(of_the_same)).select_related("by")
        return self.prefetch_related(Prefetch("versions", newest, to_attr="newest"))


class SharedPageQuerySet(models.QuerySet[Any]):
    def with_shown(self) -> Self:
        """Annotate whether each can be read now: `is_shown`."""
        return self.annotate(is_shown=ExpressionWrapper(_shown(), models.BooleanField()))


class ThreadQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        return self.filter(taken_back_at=None)

    def open(self) -> Self:
        return self.standing().filter(resolved_at=None)

    def whole(self) -> Self:
        """With all that is said in them, in a few queries however much it is."""
        said = self.model._meta.get_field("comments").related_model.objects.with_names()
        rows = self.standing().select_related("resolved_by")
        return rows.prefetch_related(Prefetch("comments", queryset=said))


class CommentQuerySet(models.QuerySet[Any]):
    def with_names(self) -> Self:
        """With who said it, for whom, to whom, and who answered."""
        rows = self.select_related("by", "organisation", "answered_by")
        return rows.prefetch_related("organisation__names", "mentions")

    def standing(self) -> Self:
        return self.filter(taken_back_at=None)

    def new_to(self, member: Any) -> Self:
        """What is addressed to a member since they looked: they are meant, or were answered."""
        since = member.looked_at or member.joined_at
        meant = Q(mentions=member, at__gt=since) & ~Q(by=member)
        answered = Q(by=member, answered_at__gt=since) & ~Q(answered_by=member)
        rows = self.standing().filter(meant | answered).filter(readable("thread__draft__"))
        return rows.distinct()

    def proposals(self) -> Self:
        return self.standing().filter(~Q(wording="") | Q(red_line=True))

    def waiting(self) -> Self:
        """Proposals that nobody has answered."""
        return self.proposals().filter(answer="")
