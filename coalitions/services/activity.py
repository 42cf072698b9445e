"""Writes down what happened in a space, in the transaction of it."""

from typing import Any

from coalitions.models import Activity, Coalition, Membership, Verb


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
