"""Begins drafts, says what they are for, puts them away. Their text: `services.writing`."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from prosemirror.model import Node

from coalitions.models import Draft, Membership, Verb, Version
from coalitions.permissions import May, as_of_now, require
from coalitions.services.activity import note
from coalitions.services.trash import move
from coalitions.services.versions import keep
from coalitions.text.schema import without_comments
from coalitions.text.words import word_count

DETAILS = (
    *("kind", "title", "language", "addressee", "forum"),
    *("deadline", "time_zone", "word_limit"),
)


@transaction.atomic
def begin(*, by: Membership, draft: Draft, text: Node, translates: Version | None = None) -> Draft:
    """Begin a draft with a text, which is its first version; comments on it stay where they are.

    Raises Http404 when `by` may not, or the version to translate is of another space.
    """
    by = as_of_now(by, May.WRITE)
    text = without_comments(text)
    if translates and translates.draft.coalition_id != by.coalition_id:
        raise Http404
    draft.coalition = by.coalition
    draft.document = text.to_json()
    draft.words = word_count(text)
    draft.translates = translates
    draft.made_by = draft.changed_by = by
    draft.save(force_insert=True)
    keep(draft, by=by)
    note(Verb.DRAFT_BEGUN, coalition=by.coalition, by=by, about=draft)
    return draft


@transaction.atomic
def change_details(*, by: Membership, draft: Draft) -> None:
    """Save what a draft is for. Raises Http404 when `by` may not."""
    by = as_of_now(by, May.WRITE)
    _own(by, draft)
    draft.save(update_fields=DETAILS)


@transaction.atomic
def trash(*, by: Membership, draft: Draft) -> None:
    """Put a draft away; whoever may write can take it out again. Raises Http404."""
    _move(by, draft, timezone.now(), Verb.DRAFT_TRASHED)


@transaction.atomic
def recover(*, by: Membership, draft: Draft) -> None:
    """Take a draft out of the trash. Raises Http404."""
    _move(by, draft, None, Verb.DRAFT_RECOVERED)


def _move(by: Membership, draft: Draft, trashed_at: datetime | None, verb: Verb) -> None:
    by = as_of_now(by, May.WRITE)
    _own(by, draft)
    move(by, draft, trashed_at, verb)


def _own(by: Membership, draft: Draft) -> None:
    """Raise Http404 unless it is of their space, and theirs to change."""
    if draft.coalition_id != by.coalition_id:
        raise Http404
    require(by, May.WRITE, draft)


def shared_with(version: Version) -> dict[str, Any]:
    """Return what a translation of a version has in common with its draft: all but the words."""
    return {name: getattr(version.draft, name) for name in DETAILS if name != "title"}
