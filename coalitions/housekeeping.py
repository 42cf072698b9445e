"""What the clock does in spaces: what is over is put away."""

from datetime import timedelta

from django.utils import timezone

from background.chores import chore
from coalitions.models import Invitation, Membership, SpaceFile
from coalitions.models.file import IN_THE_TRASH


@chore("coalitions.over", every=timedelta(hours=1))
def put_away_what_is_over() -> None:
    """An address that did not come is forgotten; an administrator's hour is over."""
    now = timezone.now()
    Invitation.objects.filter(expires_at__lte=now - timedelta(days=7)).delete()
    Membership.objects.filter(left_at=None, until__lte=now).update(left_at=now)


@chore("coalitions.trash", every=timedelta(days=1))
def empty_the_trash() -> None:
    """Files that nobody took out again are gone for good, and make room."""
    SpaceFile.objects.filter(trashed_at__lte=timezone.now() - IN_THE_TRASH).delete()
