"""Writes down what happened in a space: for its members, and for the audit log."""

from typing import Any

from coalitions.models import Activity, Coalition, Membership, Verb
from users import audit

# What changes who sees what. Founding a space and looking into it are noted with their person, who
# is no member.
SECURITY = frozenset(
    {
        Verb.INVITED,
        Verb.INVITATION_REVOKED,
        Verb.JOINED,
        Verb.LEFT,
        Verb.REMOVED,
        Verb.ROLE_CHANGED,
        Verb.SETTINGS_CHANGED,
        Verb.HANDED_OVER,
        Verb.PAGE_SHARED,
        Verb.PAGE_WITHDRAWN,
    }
)


def note(
    verb: Verb,
    *,
    coalition: Coalition,
    by: Membership | None = None,
    about: Any = None,
    choice: str = "",
) -> None:
    """Write down that a member did something to a row; without `by`, nobody of the coalition."""
    Activity.objects.create(
        coalition=coalition,
        verb=verb,
        by=by,
        about=about.pk if about is not None else None,
        choice=choice,
    )
    if verb in SECURITY:
        details = {"space": audit.pseudonym(coalition.pk), "choice": choice}
        said = {name: word for name, word in details.items() if word}
        audit.note(f"coalition.{verb}", who=_person(about), by=_person(by), **said)


def _person(row: Any) -> Any:
    """Return whose membership a row is: the log knows people by one name in all spaces."""
    return row.user if isinstance(row, Membership) else row
