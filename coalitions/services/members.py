"""What becomes of the members of a space. One coordinator always stays.

Each asks for permission first, with the space held, and is written down last.
"""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coalitions.models import Affiliation, Membership, News, Organisation, Verb
from coalitions.permissions import STEERING, May, as_of_now
from coalitions.services.activity import note


class LastCoordinator(ValidationError):
    """The space would be left to nobody."""

    def __init__(self) -> None:
        super().__init__(
            _("A space needs a coordinator. Make another member coordinator first."),
            code="last_coordinator",
        )


@transaction.atomic
def change_role(*, by: Membership, member: Membership, role: str) -> None:
    """Raises Http404 when `by` may not or there is no such member, and LastCoordinator."""
    by = as_of_now(by, May.MANAGE)
    member = _fellow(by, member)
    if member.role == role:
        return
    if role != STEERING:
        _spare(member)
        _take_back_invitations(member)
    member.role = role
    member.save(update_fields=["role"])
    note(Verb.ROLE_CHANGED, coalition=by.coalition, by=by, about=member, choice=role)


@transaction.atomic
def affiliate(*, by: Membership, member: Membership, organisations: Iterable[Organisation]) -> None:
    """Say to which organisations of the space a member belongs, and no others.

    Raises Http404 when `by` may not, or an organisation is not of this space.
    """
    by = as_of_now(by, May.MANAGE)
    member = _fellow(by, member)
    wanted = {each.pk for each in organisations}
    if by.coalition.organisations.filter(pk__in=wanted).count() != len(wanted):
        raise Http404
    member.affiliations.exclude(organisation__in=wanted).delete()
    rows = [Affiliation(membership=member, organisation_id=each) for each in wanted]
    Affiliation.objects.bulk_create(rows, ignore_conflicts=True)
    if member.speaks_for_id not in wanted:
        # One who belongs to one speaks for it; of several, they choose.
        member.speaks_for_id = wanted.pop() if len(wanted) == 1 else None
        member.save(update_fields=["speaks_for"])


@transaction.atomic
def remove(*, by: Membership, member: Membership) -> None:
    """End a membership, at the member's next request. Raises Http404 and LastCoordinator."""
    by = as_of_now(by, May.MANAGE)
    member = _fellow(by, member)
    _spare(member)
    end(member)
    note(Verb.REMOVED, coalition=by.coalition, by=by, about=member)


@transaction.atomic
def leave(*, member: Membership) -> None:
    """Raises Http404 when they are gone already, and LastCoordinator."""
    member = as_of_now(member, May.READ)
    _spare(member)
    end(member)
    note(Verb.LEFT, coalition=member.coalition, by=member, about=member)


@transaction.atomic
def introduce(*, member: Membership, display_name: str, speaks_for: Organisation | None) -> None:
    """Say under which name a member is known here, and for which of their organisations.

    Raises Http404 for an organisation they do not belong to, and ValidationError for a name that
    somebody else has.
    """
    member = as_of_now(member, May.READ)
    if speaks_for and not member.affiliations.filter(organisation=speaks_for).exists():
        raise Http404
    member.display_name = display_name
    member.speaks_for = speaks_for
    member.validate_constraints()
    member.save(update_fields=["display_name", "speaks_for"])


def choose_news(*, member: Membership, news: str) -> None:
    """Say what a member is told of by mail; theirs alone to say, and told to nobody."""
    Membership.objects.filter(pk=member.pk).update(news=news)


def stop_news(user_id: int) -> None:
    """Tell somebody nothing by mail any more, in whichever space."""
    Membership.objects.filter(user=user_id).update(news=News.NEVER)


def look(member: Membership) -> datetime:
    """Write down that a member sees now what happened; return since when it is new to them."""
    since: datetime = member.looked_at or member.joined_at
    Membership.objects.filter(pk=member.pk).update(looked_at=timezone.now())
    return since


def end(member: Membership) -> None:
    """End a membership without asking anybody, and what waits on their word."""
    member.left_at = timezone.now()
    member.save(update_fields=["left_at"])
    _take_back_invitations(member)


def _take_back_invitations(member: Membership) -> None:
    # Whoever may invite nobody any more should not have let anybody in by a letter under way.
    member.invitations.all().delete()


def is_last_coordinator(member: Membership) -> bool:
    steering = Membership.objects.coordinators().filter(coalition=member.coalition_id)
    return member.role == STEERING and not steering.exclude(pk=member.pk).exists()


def _spare(member: Membership) -> None:
    """Raise LastCoordinator when the space would be left to nobody. The space must be held."""
    if is_last_coordinator(member):
        raise LastCoordinator


def _fellow(by: Membership, member: Membership) -> Membership:
    """Return a member of the same space as they are now. Raises Http404."""
    found = Membership.objects.invited().filter(coalition=by.coalition_id, pk=member.pk).first()
    if found is None:
        raise Http404
    return found
