"""Puts what is in a space into its trash, and takes it out again."""

from datetime import datetime

from coalitions.models import Draft, Membership, SpaceFile, Verb
from coalitions.services.activity import note


def move(by: Membership, row: Draft | SpaceFile, trashed_at: datetime | None, verb: Verb) -> None:
    """Put a row away, or take it out: whoever may has the space held.

    Where it is already, nothing happens, and nothing is told.
    """
    if (row.trashed_at is None) != (trashed_at is None):
        row.trashed_at = trashed_at
        row.save(update_fields=["trashed_at"])
        note(verb, coalition=by.coalition, by=by, about=row)
