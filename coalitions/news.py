"""Mails that say that there is news, and nothing else: not what, from whom, or in which space.

Who is told is asked when a mail is sent, not when something happened: whoever left, looked, or
chose otherwise meanwhile is told nothing.
"""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core import signing
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from background.chores import chore
from background.effects import effect
from background.services import record
from coalitions.models import Comment, Membership, News
from coalitions.querysets import MembershipQuerySet
from users.letters import send_letter

ADDRESSED, DIGEST = "coalitions.addressed", "coalitions.digest"
# Whoever is in the space just now reads it there.
PATIENCE = timedelta(minutes=2)
# From this hour on, where they are, and never twice within so long.
MORNING = 8
A_DAY = timedelta(hours=22)
_SALT = "coalitions.news"


def tell(*members: Membership | None) -> None:
    """Tell members soon that something is addressed to them, if they have not seen it by then."""
    for member in filter(None, members):
        record(kind=ADDRESSED, subject=str(member.pk), delay=PATIENCE)


@effect(ADDRESSED)
def tell_at_once(subject: str, payload: dict[str, Any]) -> None:
    rows = Membership.objects.invited().exclude(news=News.NEVER).select_related("user")
    member = rows.filter(pk=subject).first()
    if member and Comment.objects.new_to(member).exists():
        _send(member.user, "spaces/email/addressed", [member])


@chore("coalitions.digests", every=timedelta(hours=1))
def ask_for_digests() -> None:
    now = timezone.now()
    people = {member.user_id: member.user for member in _untold().select_related("user")}
    for key, user in people.items():
        if now.astimezone(ZoneInfo(user.time_zone)).hour >= MORNING:
            record(kind=DIGEST, subject=str(key))


@effect(DIGEST)
def tell_once_a_day(subject: str, payload: dict[str, Any]) -> None:
    """One mail, however many the spaces."""
    mine = list(_untold().filter(user=subject).select_related("user"))
    if mine:
        _send(mine[0].user, "spaces/email/digest", mine)


def stop_token(user: Any) -> str:
    """Return what a letter holds to end such letters: it opens nothing, and says nobody's name."""
    return signing.dumps(user.pk, salt=_SALT)


def whose(token: str) -> int | None:
    """Return the key of the person whose letters a token ends; None for one that is not ours."""
    try:
        key: int = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return key


def _untold() -> MembershipQuerySet:
    """Return the members to whom a space has something new of which no mail has told them."""
    long_ago = Q(told_at=None) | Q(told_at__lt=timezone.now() - A_DAY)
    return Membership.objects.invited().filter(long_ago, news=News.DAILY).untold()


def _send(user: Any, about: str, members: list[Membership]) -> None:
    send_letter(
        about,
        to=user.email,
        language=user.reading,
        url=reverse("spaces:home"),
        stop=reverse("spaces:stop_mails", args=[stop_token(user)]),
    )
    keys = [member.pk for member in members]
    Membership.objects.filter(pk__in=keys).update(told_at=timezone.now())
