"""Who may do what in a space: the one table, and the one way in.

Whoever may not is answered as if there were nothing: `Http404`, from here and from nowhere else.
"""

from enum import StrEnum
from typing import Any
from uuid import UUID

from django.http import Http404

from coalitions.models import Coalition, Comment, Draft, Membership, Thread
from coalitions.querysets import MembershipQuerySet, locked
from coalitions.roles import Role


class May(StrEnum):
    READ = "read"
    COMMENT = "comment"
    ANSWER = "answer"
    WRITE = "write"
    MANAGE = "manage"


ABILITIES: dict[str, frozenset[May]] = {
    Role.OBSERVER: frozenset({May.READ}),
    Role.REVIEWER: frozenset({May.READ, May.COMMENT}),
    Role.PENHOLDER: frozenset({May.READ, May.COMMENT, May.ANSWER, May.WRITE}),
    Role.COORDINATOR: frozenset(May),
}
# What an administrator becomes who breaks the glass: they look, and leave no trace in a text.
LOOKING_IN = Role.OBSERVER
# Who the first member is, and who is never missing.
STEERING = Role.COORDINATOR


def abilities(member: Membership, draft: Draft | None = None) -> frozenset[May]:
    """Return what a member may do, with a draft or in their space at all.

    Nothing, for a role that is not in the table. A page that is shared is read and commented on;
    whoever shared it, if they may write here, answers what is proposed.
    """
    every = ABILITIES.get(member.role, frozenset())
    shared = getattr(draft, "shared", None)
    if shared is None:
        return every
    answers = {May.ANSWER} if shared.by_id == member.pk else set()
    return every & ({May.READ, May.COMMENT} | answers)


def require(member: Membership, ability: May, draft: Draft | None = None) -> None:
    """Raise Http404 unless a member may do this, with a draft or in their space at all."""
    if ability not in abilities(member, draft):
        raise Http404


def may_change(member: Membership, comment: Comment) -> bool:
    """Whether it is one's own to say otherwise: not once it is answered, or taken back."""
    own = comment.by_id == member.pk and May.COMMENT in abilities(member)
    return own and not comment.answer and not comment.taken_back_at


def may_take_back(member: Membership, comment: Comment) -> bool:
    manages = May.MANAGE in abilities(member) and not comment.taken_back_at
    return manages or may_change(member, comment)


def may_answer(member: Membership, comment: Comment) -> bool:
    return comment.proposes and May.ANSWER in abilities(member, comment.thread.draft)


def may_resolve(member: Membership, thread: Thread) -> bool:
    own = thread.opened_by_id == member.pk and May.COMMENT in abilities(member)
    return own or May.ANSWER in abilities(member, thread.draft)


def member_of(user: Any, coalition_id: UUID) -> Membership:
    """Return as whom somebody is in a space, with it and their organisation. Raises Http404."""
    mine = Membership.objects.of(user).select_related("coalition", "speaks_for")
    member = mine.prefetch_related("speaks_for__names").filter(coalition=coalition_id).first()
    if member is None:
        raise Http404
    return member


def allowed(user: Any, ability: May) -> MembershipQuerySet:
    """Return as whom somebody may do this, in whichever spaces."""
    roles = [role for role, may in ABILITIES.items() if ability in may]
    return Membership.objects.of(user).filter(role__in=roles).select_related("coalition")


def as_of_now(member: Membership, ability: May) -> Membership:
    """Return a member as they are now, holding their space until the transaction ends.

    Two who change its people at once do so one after the other, and the second as whoever the first
    left them. Raises Http404 when they are in no more, or may not do this any more.
    """
    locked(Coalition.objects.all()).get(pk=member.coalition_id)
    now = Membership.objects.active().select_related("coalition").filter(pk=member.pk).first()
    if now is None:
        raise Http404
    require(now, ability)
    return now
