"""What administrators do for a space without seeing into it, and what it takes to look."""

from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from coalitions.letters import tell_of_broken_glass
from coalitions.models import BrokenGlass, Coalition, Membership, Verb
from coalitions.permissions import LOOKING_IN
from coalitions.querysets import locked
from coalitions.services.activity import note
from coalitions.services.invitations import name_coordinator
from users import audit
from users.models import User

# Long enough to see what is wrong, and no longer.
GLASS_LASTS = timedelta(hours=1)


@transaction.atomic
def found(
    *,
    by: User,
    label: str,
    sensitivity: str,
    languages: Collection[str],
    retained_until: date,
    coordinator: str,
    language: str,
) -> Coalition:
    """Found a space, and invite its first coordinator, to whom it belongs from then on."""
    coalition = Coalition.objects.create(
        label=label,
        name=label,
        sensitivity=sensitivity,
        languages=list(languages),
        retained_until=retained_until,
    )
    note(Verb.FOUNDED, coalition=coalition)
    audit.note("coalition.founded", who=coalition, by=by)
    name_coordinator(coalition=coalition, email=coordinator, language=language)
    return coalition


@transaction.atomic
def break_glass(*, by: User, coalition: Coalition, reason: str) -> BrokenGlass:
    """Let an administrator look into a space for an hour, before the eyes of all its members.

    The reason stands in the space for good, and its coordinators get a letter. Raises Http404 for
    whoever is no administrator, and ValidationError for who is a member already.
    """
    if not by.is_superuser:
        raise Http404
    locked(Coalition.objects.all()).get(pk=coalition.pk)
    theirs = coalition.memberships.filter(user=by, left_at=None)
    if theirs.invited().exists():
        raise ValidationError(_("You are a member of this space: you need break nothing."))
    now = timezone.now()
    theirs.update(left_at=now)
    glass = BrokenGlass.objects.create(
        coalition=coalition, user=by, reason=reason, until=now + GLASS_LASTS
    )
    Membership.objects.create(
        coalition=coalition,
        user=by,
        role=LOOKING_IN,
        # Of its own, so that nobody else's name is in the way.
        display_name=_("Administrator, {time:%Y-%m-%d %H:%M:%S}").format(time=now),
        until=glass.until,
    )
    note(Verb.GLASS_BROKEN, coalition=coalition, about=glass)
    audit.note("coalition.glass_broken", who=coalition, by=by)
    tell_of_broken_glass(coalition)
    return glass
