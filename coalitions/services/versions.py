"""Keeps states of a draft as versions. None is ever changed, none goes before its draft."""

from datetime import datetime, timedelta

from django.utils import timezone

from coalitions.models import Draft, Membership, Version
from coalitions.text.reading import trusted
from coalitions.text.schema import sha256

# What somebody wrote before a pause of this length is a state that others may want to go back to;
# so is, now and then, what is written without any.
PAUSE = timedelta(minutes=10)
LONGEST = timedelta(hours=1)


def keep(
    draft: Draft,
    *,
    by: Membership | None,
    note: str = "",
    at: datetime | None = None,
    brings_back: Version | None = None,
) -> Version:
    """Keep a draft as it is now. The draft must be held; a text that is kept already stays one.

    Without a word of what changed, that is: with one it is said of the text once more. Comments,
    which come and go, make no other text.
    """
    last = draft.versions.defer("document").first()
    known_by = sha256(trusted(draft.document))
    if last and last.sha256 == known_by and not note:
        return last
    return Version.objects.create(
        draft=draft,
        number=last.number + 1 if last else 1,
        step_count=draft.step_count,
        document=draft.document,
        sha256=known_by,
        words=draft.words,
        note=note,
        brings_back=brings_back,
        by=by,
        at=at or timezone.now(),
    )


def keep_after_pause(draft: Draft) -> None:
    """Before a draft is changed: keep what was left, if it was left a while ago."""
    now = timezone.now()
    last = draft.versions.only("step_count", "at").first()
    if last is None or last.step_count == draft.step_count:
        return
    if now - draft.changed_at > PAUSE or now - last.at > LONGEST:
        keep(draft, by=draft.changed_by, at=draft.changed_at)
