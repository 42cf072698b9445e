"""Lets an address into a space: by a letter, once, for a while.

Whoever invites is answered the same whatever the address: that it has an account here, or is a
member's, is nobody's to know.
"""

import hashlib
import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coalitions.letters import send_invitation
from coalitions.models import Affiliation, Coalition, Invitation, Membership, Organisation, Verb
from coalitions.permissions import STEERING, May, as_of_now
from coalitions.querysets import locked
from coalitions.services.activity import note
from users.models import User

# In a day, from one space: more are not invited by hand.
LETTERS_A_DAY = 100


@transaction.atomic
def invite(
    *, by: Membership, email: str, role: str, organisation: Organisation | None, language: str
) -> Invitation:
    """Send a letter. Raises Http404 when `by` may not, and ValidationError to show in the form."""
    by = as_of_now(by, May.MANAGE)
    if organisation and organisation.coalition_id != by.coalition_id:
        raise Http404
    _count_letters(by.coalition)
    invitation = _write(
        by.coalition, email, role, language, invited_by=by, organisation=organisation
    )
    note(Verb.INVITED, coalition=by.coalition, by=by, about=invitation, choice=role)
    return invitation


@transaction.atomic
def name_coordinator(*, coalition: Coalition, email: str, language: str) -> Invitation:
    """Send the letter to the first coordinator, for an administrator.

    Raises ValidationError when somebody steers the space already, or is asked to: from then on it
    is theirs.
    """
    coalition = locked(Coalition.objects.all()).get(pk=coalition.pk)
    if coalition.memberships.coordinators().exists():
        raise ValidationError(_("This space has a coordinator, who invites the others."))
    # One letter at a time: who was named by mistake is not let in beside who was meant.
    coalition.invitations.filter(invited_by=None).delete()
    return _write(coalition, email, STEERING, language)


@transaction.atomic
def send_again(*, by: Membership, invitation: Invitation) -> None:
    """Send a letter anew, with a new link that lasts as long; the old one opens nothing.

    Raises Http404, and ValidationError when too many were sent today.
    """
    by = as_of_now(by, May.MANAGE)
    invitation = _waiting(by, invitation)
    _count_letters(by.coalition)
    _seal_and_send(invitation)
    note(Verb.INVITED, coalition=by.coalition, by=by, about=invitation, choice=invitation.role)


@transaction.atomic
def revoke(*, by: Membership, invitation: Invitation) -> None:
    """Take an invitation back: its letter opens nothing any more. Raises Http404."""
    by = as_of_now(by, May.MANAGE)
    invitation = _waiting(by, invitation)
    note(Verb.INVITATION_REVOKED, coalition=by.coalition, by=by, about=invitation)
    invitation.delete()


def find(token: str) -> Invitation | None:
    """Return the invitation that a letter holds, if it can be accepted now."""
    found = Invitation.objects.open().select_related("coalition", "organisation")
    return found.filter(token_hash=_hash(token)).first()


def is_for(invitation: Invitation, user: User) -> bool:
    return invitation.email.lower() == user.email.lower()


@transaction.atomic
def accept(*, invitation: Invitation, user: User, display_name: str) -> Membership:
    """Make somebody a member, and use the invitation up.

    Raises Http404 when it is not theirs or was used meanwhile, and ValidationError for a name that
    somebody else has.
    """
    coalition = locked(Coalition.objects.all()).get(pk=invitation.coalition_id)
    waiting = Invitation.objects.open().filter(pk=invitation.pk).first()
    if waiting is None or not is_for(waiting, user):
        raise Http404
    there = coalition.memberships.invited().filter(user=user).first()
    if there is None:
        # An administrator who looked in, and stays.
        coalition.memberships.filter(user=user, left_at=None).update(left_at=timezone.now())
        there = Membership(
            coalition=coalition,
            user=user,
            role=waiting.role,
            display_name=display_name,
            speaks_for=waiting.organisation,
        )
        there.validate_constraints()
        there.save()
        if waiting.organisation:
            Affiliation.objects.create(membership=there, organisation=waiting.organisation)
        note(Verb.JOINED, coalition=there.coalition, by=there, about=there, choice=there.role)
    waiting.delete()
    return there


@transaction.atomic
def decline(*, invitation: Invitation) -> None:
    """Use an invitation up without joining; who sent it sees that it waits no more."""
    Invitation.objects.filter(pk=invitation.pk).delete()


def _write(
    coalition: Coalition,
    email: str,
    role: str,
    language: str,
    *,
    invited_by: Membership | None = None,
    organisation: Organisation | None = None,
) -> Invitation:
    # One that nobody can accept any more is in nobody's way.
    coalition.invitations.filter(expires_at__lte=timezone.now(), email__iexact=email).delete()
    invitation = Invitation(
        coalition=coalition,
        email=email.lower(),
        role=role,
        organisation=organisation,
        language=language,
        invited_by=invited_by,
    )
    invitation.validate_constraints()
    _seal_and_send(invitation)
    return invitation


def _seal_and_send(invitation: Invitation) -> None:
    token = secrets.token_urlsafe(32)
    invitation.token_hash = _hash(token)
    invitation.expires_at = timezone.now() + invitation.coalition.invitations_last
    invitation.save()
    send_invitation(invitation, token)


def _hash(token: str) -> str:
    # As good as a slow one: the token is random, and longer than anybody guesses.
    return hashlib.sha256(token.encode()).hexdigest()


def _waiting(by: Membership, invitation: Invitation) -> Invitation:
    found = Invitation.objects.select_related("coalition")
    waiting = found.filter(coalition=by.coalition_id, pk=invitation.pk).first()
    if waiting is None:
        raise Http404
    return waiting


def _count_letters(coalition: Coalition) -> None:
    day = timezone.now() - timedelta(days=1)
    sent = coalition.activities.filter(verb=Verb.INVITED, at__gt=day)
    if sent.count() >= LETTERS_A_DAY:
        raise ValidationError(_("Too many invitations were sent today. Send the others tomorrow."))
