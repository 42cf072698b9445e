"""What this site knows of a person, for them to take along; and what becomes of it when they go.

Packages above say what they hold: `knows` adds to the file, `keeps` says what stays when an account
is deleted, `holds_back` says why somebody cannot go yet.
"""

from collections.abc import Callable, Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from users import audit
from users.models import SecurityEvent, User

_known: dict[str, Callable[[User], Any]] = {}
_kept: list[str | Promise] = []
_held: list[Callable[[User], Iterable[str | Promise]]] = []


def knows(name: str) -> Callable[[Callable[[User], Any]], Callable[[User], Any]]:
    """Register what a package knows of a person, under a name in the file."""

    def register(tell: Callable[[User], Any]) -> Callable[[User], Any]:
        _known[name] = tell
        return tell

    return register


def keeps(what: str | Promise) -> None:
    """Register a sentence on what stays when somebody deletes their account."""
    _kept.append(what)


def holds_back(
    reasons: Callable[[User], Iterable[str | Promise]],
) -> Callable[[User], Iterable[str | Promise]]:
    """Register who yields the reasons why somebody cannot delete their account now."""
    _held.append(reasons)
    return reasons


def data_of(user: User) -> dict[str, Any]:
    return {name: tell(user) for name, tell in _known.items()}


def what_stays() -> list[str | Promise]:
    return list(_kept)


def reasons_to_stay(user: User) -> list[str | Promise]:
    return [reason for reasons in _held for reason in reasons(user)]


def forget(user: User) -> None:
    """Delete an account, with its sessions and factors."""
    audit.note("account.deleted", who=user)
    user.delete()


@knows("account")
def account(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "name": user.get_full_name(),
        "language": user.language,
        "time_zone": user.time_zone,
        "joined": user.date_joined.date().isoformat(),
        "groups": [group.name for group in user.groups.all()],
    }


@knows("second_steps")
def second_steps(user: User) -> list[dict[str, Any]]:
    rows = Authenticator.objects.filter(user=user).order_by("pk")
    return [{"kind": row.type, "added": row.created_at.date().isoformat()} for row in rows]


@knows("sessions")
def sessions(user: User) -> list[dict[str, Any]]:
    return [{"begun": session.begun_on.isoformat()} for session in user.sessions.all()]


@knows("security_events")
def events(user: User) -> list[dict[str, Any]]:
    rows = SecurityEvent.objects.filter(who=audit.pseudonym(user.pk))
    return [{"at": row.at.isoformat(timespec="minutes"), "what": row.kind} for row in rows]


keeps(_("Pages and files you published stay. Your name is taken off them."))
keeps(_("Your comments beside pages in the admin are deleted with you."))
keeps(
    _("The log of sign-ins keeps a code in place of your name for a year. Nobody can read it back.")
)


@holds_back
def last_administrator(user: User) -> Iterable[str | Promise]:
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    if user.is_superuser and not others.exists():
        yield _("You are the only administrator. Name another one first.")
