"""What spaces know of a person, and what becomes of it when they go: see `users.personal`."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coalitions.models import Membership
from coalitions.services.members import is_last_coordinator
from users.models import User
from users.personal import holds_back, keeps, knows


@knows("spaces")
def spaces(user: User) -> list[dict[str, Any]]:
    rows = user.memberships.select_related("coalition", "speaks_for").order_by("joined_at")
    return [_told(member) for member in rows]


def _told(member: Membership) -> dict[str, Any]:
    left = member.left_at and member.left_at.date().isoformat()
    return {
        # Whoever left a space is told nothing more of it.
        "space": "" if left else member.coalition.name,
        "name": member.display_name,
        "role": member.role,
        "speaks_for": str(member.speaks_for or "") if not left else "",
        "told_by_mail": member.news,
        "joined": member.joined_at.date().isoformat(),
        "left": left,
    }


keeps(_("What you wrote in a space stays there, under the name you have in that space."))


@holds_back
def last_coordinator(user: User) -> Iterable[str | Promise]:
    if any(is_last_coordinator(member) for member in user.memberships.invited()):
        yield _("A space has no coordinator but you. Make another member coordinator first.")
