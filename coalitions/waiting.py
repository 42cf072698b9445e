"""What waits for somebody, in the spaces they are in: what is theirs to do, and by when.

In a few queries, however many the spaces.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coalitions.models import Coalition, Comment, Draft, Membership
from coalitions.permissions import May, abilities
from coalitions.querysets import DraftQuerySet, readable
from web.templatetags.words import number as in_figures

# How long before it is due a text is said to be.
SOON = timedelta(days=14)
LAST_WEEKS = timedelta(days=30)
# Of each kind, on one screen.
SHOWN = 20


@dataclass(frozen=True)
class Task:
    coalition: Coalition
    sentence: str
    url: str
    # What it is about: a draft, and a passage of it.
    draft: Draft | None = None
    quote: str = ""
    # By when.
    due: datetime | None = None


def waits_for(memberships: Iterable[Membership]) -> list[Task]:
    """Return what waits for whoever is these members: what is due first, by its hour."""
    mine = list(memberships)
    found = [*_mentions(mine), *_proposals(mine), *_deadlines(mine), *_stale(mine), *_ends(mine)]
    never = datetime.max.replace(tzinfo=timezone.get_default_timezone())
    return sorted(found, key=lambda task: task.due or never)


def _mentions(mine: list[Membership]) -> Iterator[Task]:
    """Yield the threads in which somebody means one of them, and they said nothing since."""
    answered = Comment.objects.filter(
        thread=OuterRef("comment__thread"),
        by=OuterRef("membership"),
        at__gt=OuterRef("comment__at"),
    )
    rows = (
        Comment.mentions.through.objects.filter(
            membership__in=mine,
            comment__taken_back_at=None,
            comment__thread__resolved_at=None,
        )
        .filter(readable("comment__thread__draft__"))
        .exclude(comment__by=F("membership"))
        .filter(~Exists(answered))
        .select_related("comment__by", "comment__thread__draft__coalition")
        .defer("comment__thread__draft__document")
        .order_by("-comment__at")
    )
    seen = set()
    for comment in (row.comment for row in rows[:SHOWN]):
        thread, draft = comment.thread, comment.thread.draft
        if thread.pk not in seen:
            seen.add(thread.pk)
            yield Task(
                draft.coalition,
                _("%(name)s asks for your word") % {"name": comment.by or _("Somebody")},
                f"{_at('draft', draft)}#t-{thread.anchor}",
                draft,
                quote=thread.quote,
            )


def _proposals(mine: list[Membership]) -> Iterator[Task]:
    """Yield the drafts with proposals that they may answer."""
    rows = (
        Comment.objects.waiting()
        .filter(thread__draft__in=_answered_by(mine))
        .order_by()
        .values("thread__draft")
        .annotate(number=Count("pk"))
        .values_list("thread__draft", "number")
    )
    numbers = dict(rows[:SHOWN])
    for draft in _answered_by(mine).filter(pk__in=numbers).order_by("title", "pk"):
        number = numbers[draft.pk]
        said = ngettext(
            "%(number)s proposal waits for an answer",
            "%(number)s proposals wait for an answer",
            number,
        )
        sentence = said % {"number": in_figures(number)}
        yield Task(draft.coalition, sentence, _at("proposals", draft), draft)


def _deadlines(mine: list[Membership]) -> Iterator[Task]:
    now = timezone.now()
    rows = _written_by(mine).filter(deadline__gt=now, deadline__lt=now + SOON)
    for draft in rows.order_by("deadline")[:SHOWN]:
        url = _at("draft", draft)
        yield Task(draft.coalition, _("The text is due"), url, draft, due=draft.deadline)


def _stale(mine: list[Membership]) -> Iterator[Task]:
    rows = _written_by(mine).exclude(translates=None).with_staleness().filter(is_stale=True)
    for draft in rows[:SHOWN]:
        sentence = _("What it translates has a newer version")
        yield Task(draft.coalition, sentence, _at("draft", draft), draft)


def _ends(mine: list[Membership]) -> Iterator[Task]:
    """Yield the spaces whose last weeks these are, for whoever may give them more time."""
    last = timezone.localdate() + LAST_WEEKS
    for member in mine:
        if May.MANAGE in abilities(member) and member.coalition.retained_until <= last:
            url = reverse("spaces:settings", args=[member.coalition_id])
            yield Task(member.coalition, _("This space ends soon: take along what you need"), url)


def _written_by(mine: list[Membership]) -> DraftQuerySet:
    writes = [member.coalition_id for member in mine if May.WRITE in abilities(member)]
    return _readable(Q(coalition__in=writes, shared=None))


def _answered_by(mine: list[Membership]) -> DraftQuerySet:
    """Return the drafts whose proposals they answer: see `coalitions.permissions`."""
    answers = [member for member in mine if May.ANSWER in abilities(member)]
    spaces = [member.coalition_id for member in answers]
    return _readable(Q(coalition__in=spaces, shared=None) | Q(shared__by__in=answers))


def _readable(these: Q) -> DraftQuerySet:
    return Draft.objects.filter(these).kept().select_related("coalition").defer("document")


def _at(name: str, draft: Draft) -> str:
    return reverse(f"spaces:{name}", args=[draft.coalition_id, draft.pk])
