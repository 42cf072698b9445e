"""What is written in a draft: steps from the editor, a form, a version that is brought back.

All come through one door, `_apply`, with the draft held: the steps are put on top of everybody's,
and what was acknowledged is a step for good. Every state a draft ever had can be made again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from prosemirror.model import Node

from coalitions.models import Draft, Membership, Push, Step, Verb, Version
from coalitions.permissions import May
from coalitions.services.activity import note
from coalitions.services.holding import held
from coalitions.services.versions import keep, keep_after_pause
from coalitions.text.plain_form import form_steps, steps_between
from coalitions.text.reading import InvalidText, trusted
from coalitions.text.rebasing import push
from coalitions.text.schema import comment_ids
from coalitions.text.steps import read_step
from coalitions.text.words import word_count

# As many as a person makes while an answer is under way.
AT_ONCE = 500


@dataclass(frozen=True)
class News:
    """Steps since a state of the draft, each with the browser it came from."""

    steps: list[Any]
    clients: list[str]


@dataclass(frozen=True)
class Saved:
    """What became of a form: the draft, and words of others that its text would have deleted."""

    draft: Draft
    kept: list[str]


def news(draft: Draft, since: int) -> News:
    """Return the steps after the first `since`. Raises InvalidText for a state that never was."""
    if not 0 <= since <= draft.step_count:
        raise InvalidText("a version that never was")
    rows = list(draft.steps.filter(number__gt=since).values_list("step", "client"))
    return News([step for step, _client in rows], [client for _step, client in rows])


@transaction.atomic
def write(
    *,
    by: Membership,
    draft: Draft,
    version: int,
    steps: Sequence[Any],
    client: str,
    name: UUID,
) -> list[str]:
    """Apply the steps of an editor, made at the state `version`; return words without a place.

    Sent again under the same `name` it changes nothing, and is answered alike. Raises Http404 when
    `by` may not, or the draft is in the trash, and InvalidText for what no editor sends.
    """
    if not 0 < len(steps) <= AT_ONCE:
        raise InvalidText("no steps, or too many")
    by, draft = held(by, draft, May.WRITE)
    answered = draft.pushes.filter(name=name).first()
    if answered is None:
        over = steps_since(draft, version)
        answered = _apply(draft, by=by, steps=steps, over=over, client=client, name=name)
    lost: list[str] = answered.lost
    return lost


@transaction.atomic
def save_form(*, by: Membership, draft: Draft, version: int, wanted: Node, name: UUID) -> Saved:
    """Apply what a form changed since the state it was opened with. Raises Http404, InvalidText."""
    by, draft = held(by, draft, May.WRITE)
    if draft.pushes.filter(name=name).exists():
        return Saved(draft, [])
    base, over = state_at(draft, version), steps_since(draft, version)
    steps, kept = form_steps(base, wanted, over, trusted(draft.document))
    if steps:
        sent = [step.to_json() for step in steps]
        _apply(draft, by=by, steps=sent, over=over, name=name)
    return Saved(draft, kept)


@transaction.atomic
def save_version(*, by: Membership, draft: Draft, words: str) -> Version:
    """Keep a draft as it is now, under a few words. Raises Http404."""
    by, draft = held(by, draft, May.WRITE)
    version = keep(draft, by=by, note=words)
    note(Verb.VERSION_SAVED, coalition=by.coalition, by=by, about=draft)
    return version


@transaction.atomic
def restore(*, by: Membership, version: Version) -> Draft:
    """Make a draft what it was in a version; what it is now is kept as one first. Raises Http404.

    Whoever writes in it meanwhile goes on, and what they type stays.
    """
    by, draft = held(by, version.draft, May.WRITE)
    keep(draft, by=draft.changed_by, at=draft.changed_at)
    rewrite(draft, steps_between(trusted(draft.document), trusted(version.document)), by=by)
    keep(draft, by=by, brings_back=version)
    note(Verb.VERSION_RESTORED, coalition=by.coalition, by=by, about=draft)
    return draft


def rewrite(draft: Draft, steps: Sequence[Any], *, by: Membership) -> None:
    """Apply steps of the server's own, if there are any, to a draft that is held."""
    if steps:
        _apply(draft, by=by, steps=[step.to_json() for step in steps])


def mark(draft: Draft, step: Any, *, by: Membership) -> None:
    """Set or take an anchor in a draft that is held: nobody has written in it by that."""
    draft.document = step.apply(trusted(draft.document)).doc.to_json()
    _number(draft, Push.objects.create(draft=draft, by=by), [(step, "")])
    draft.save(update_fields=["document", "step_count"])


def state_at(draft: Draft, step_count: int) -> Node:
    """Return a draft as it was after so many steps. Raises InvalidText for one that never was."""
    if step_count == draft.step_count:
        return trusted(draft.document)
    if not 0 <= step_count < draft.step_count:
        raise InvalidText("a version that never was")
    nearest = draft.versions.filter(step_count__lte=step_count).order_by("-step_count").first()
    if nearest is None:
        raise InvalidText("a draft without its first version")
    steps = draft.steps.filter(number__gt=nearest.step_count, number__lte=step_count)
    document = trusted(nearest.document)
    for step in steps.values_list("step", flat=True):
        document = read_step(step).apply(document).doc
    return document


def steps_since(draft: Draft, version: int) -> list[Any]:
    """Return the steps a draft had after a state. Raises InvalidText for one that never was."""
    return [read_step(each) for each in news(draft, version).steps]


def _apply(
    draft: Draft,
    *,
    by: Membership,
    steps: Sequence[Any],
    over: Sequence[Any] = (),
    client: str = "",
    name: UUID | None = None,
) -> Push:
    """Put steps, as JSON, on top of those that the draft had since they were made."""
    before = trusted(draft.document)
    pushed = push(before, steps, over)
    # An anchor whose passage was deleted comes back with it: when somebody undoes that, say.
    if unknown := comment_ids(pushed.document) - comment_ids(before):
        unknown -= set(draft.threads.values_list("anchor", flat=True))
    if unknown:
        raise InvalidText(f"anchors of no comment: {len(unknown)}")
    keep_after_pause(draft)
    row = Push.objects.create(draft=draft, name=name or uuid4(), by=by, lost=pushed.lost)
    made = [(step, client) for step in pushed.steps] + [(step, "") for step in pushed.mends]
    _number(draft, row, made)
    draft.document = pushed.document.to_json()
    draft.words = word_count(pushed.document)
    draft.changed_at = timezone.now()
    draft.changed_by = by
    draft.save(update_fields=["document", "words", "step_count", "changed_at", "changed_by"])
    return row


def _number(draft: Draft, row: Push, made: Sequence[tuple[Any, str]]) -> None:
    Step.objects.bulk_create(
        Step(draft=draft, push=row, number=number, step=step.to_json(), client=client)
        for number, (step, client) in enumerate(made, start=draft.step_count + 1)
    )
    draft.step_count += len(made)
