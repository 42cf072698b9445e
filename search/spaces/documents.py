"""What is found of a draft, a comment and a file: what it is called, and all that it says."""

import logging
from typing import Any

from coalitions.models import Comment, Draft, FileVersion, SpaceFile
from coalitions.text.reading import trusted
from coalitions.text.words import plain
from media.cleaner import DOCUMENTS, Refused, extract
from media.names import ending
from search import reading
from search.models import SpaceEntry, SpaceKind
from search.text import REVISION

logger = logging.getLogger(__name__)

Thing = Draft | Comment | SpaceFile


def entry_of(thing: Thing) -> SpaceEntry:
    """Return the entry of a thing as it is now, unsaved. A file is read when its bytes are new."""
    entry = SpaceEntry(key=thing.pk, revision=REVISION, **_facts(thing))
    title, text = said(entry)
    found = reading.read(title, _lines(text, entry.text), entry.language)
    entry.title_terms, entry.text_terms, entry.words = map(reading.spaced, found)
    entry.digest = reading.digest_of(entry, but=("digest",))
    return entry


def said(entry: SpaceEntry) -> tuple[str, str]:
    """Return what the thing of an entry is called and what it says, as it stands there now.

    Of a file, what members say of it: its own words are kept with the entry.
    """
    if draft := entry.draft:
        text = plain(trusted(draft.document))
        return draft.title, _lines(text, draft.addressee, draft.forum)
    if comment := entry.comment:
        return "", _lines(comment.text, comment.wording, comment.reason)
    return entry.file.title, entry.file.description


def _facts(thing: Thing) -> dict[str, Any]:
    match thing:
        case Draft():
            kind = SpaceKind.PAGE if hasattr(thing, "shared") else SpaceKind.DRAFT
            return {"draft": thing, "kind": kind, **_place(thing), "changed_at": thing.changed_at}
        case Comment():
            changed_at = thing.changed_at or thing.at
            place = _place(thing.thread.draft)
            return {"comment": thing, "kind": SpaceKind.COMMENT, **place, "changed_at": changed_at}
    place = _place(thing) | _read(thing)
    return {"file": thing, "kind": SpaceKind.FILE, **place, "changed_at": thing.changed_at}


def _place(thing: Draft | SpaceFile) -> dict[str, Any]:
    return {"coalition_id": thing.coalition_id, "language": thing.language}


def _read(file: SpaceFile) -> dict[str, Any]:
    """Return what the newest version of a file says, and which that is."""
    newest = file.versions.latest("number")
    known = SpaceEntry.objects.filter(file=file, version=newest).only("text").first()
    return {"version": newest, "text": known.text if known else _text_of(newest)}


def _text_of(version: FileVersion) -> str:
    if ending(version.filename).removeprefix(".") not in DOCUMENTS:
        return ""
    try:
        with version.content.open() as file:
            # PostgreSQL cannot keep a NUL.
            return extract(file).text.replace("\0", " ")
    except Refused as refusal:
        logger.warning("A file of a space has no words we can read: %s", refusal.code)
        return ""


def _lines(*said: str) -> str:
    return "\n".join(filter(None, said))
