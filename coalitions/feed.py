"""What happened in a space, in sentences of the reader's language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coalitions.models import (
    Activity,
    Answer,
    BrokenGlass,
    Draft,
    Membership,
    Organisation,
    SpaceFile,
    Verb,
)
from coalitions.roles import Role

SENTENCES = {
    Verb.FOUNDED: gettext_lazy("The space was founded"),
    Verb.INVITED: gettext_lazy("{by} sent an invitation. Role: {choice}"),
    Verb.INVITATION_REVOKED: gettext_lazy("{by} took an invitation back"),
    Verb.JOINED: gettext_lazy("{by} joined. Role: {choice}"),
    Verb.LEFT: gettext_lazy("{by} left"),
    Verb.REMOVED: gettext_lazy("{by} removed {about}"),
    Verb.ROLE_CHANGED: gettext_lazy("{by} changed the role of {about}. Role: {choice}"),
    Verb.ORGANISATION_ADDED: gettext_lazy("{by} added an organisation: {about}"),
    Verb.SETTINGS_CHANGED: gettext_lazy("{by} changed the settings"),
    Verb.DRAFT_BEGUN: gettext_lazy("{by} began a draft: {about}"),
    Verb.VERSION_SAVED: gettext_lazy("{by} saved a version of {about}"),
    Verb.VERSION_RESTORED: gettext_lazy("{by} brought an earlier version of {about} back"),
    Verb.DRAFT_TRASHED: gettext_lazy("{by} put {about} into the trash"),
    Verb.DRAFT_RECOVERED: gettext_lazy("{by} took {about} out of the trash"),
    Verb.COMMENTED: gettext_lazy("{by} commented on {about}"),
    Verb.THREAD_RESOLVED: gettext_lazy("{by} closed a conversation on {about}"),
    Verb.PROPOSAL_ANSWERED: gettext_lazy("{by} answered a proposal on {about}. Answer: {choice}"),
    Verb.FILE_ADDED: gettext_lazy("{by} added a file: {about}"),
    Verb.FILE_REPLACED: gettext_lazy("{by} added a newer version of the file {about}"),
    Verb.FILE_TRASHED: gettext_lazy("{by} put the file {about} into the trash"),
    Verb.FILE_RECOVERED: gettext_lazy("{by} took the file {about} out of the trash"),
    Verb.HANDED_OVER: gettext_lazy("{by} handed {about} to the editors"),
    Verb.PAGE_SHARED: gettext_lazy("{by} shared a page of the site: {about}"),
    Verb.PAGE_WITHDRAWN: gettext_lazy("{by} withdrew a page of the site"),
    Verb.GLASS_BROKEN: gettext_lazy(
        "An administrator looked into this space for an hour. The reason: {about}"
    ),
}
# What an activity may have chosen: a role, or an answer.
CHOICES = dict([*Role.choices, *Answer.choices])


@dataclass(frozen=True)
class Event:
    at: datetime
    by: Membership | None
    sentence: SafeString


def tell(activities: Iterable[Activity]) -> Iterator[Event]:
    """Yield what happened, in one query more, however much it is."""
    rows = list(activities)
    named = _names({row.about for row in rows if row.about})
    for row in rows:
        words = {
            "by": _isolated(row.by.display_name if row.by else _("Somebody")),
            "about": _isolated(named.get(row.about, "–")),
            "choice": CHOICES.get(row.choice, row.choice),
        }
        yield Event(row.at, row.by, format_html(str(SENTENCES[Verb(row.verb)]), **words))


def _names(keys: set[UUID]) -> dict[UUID | None, str]:
    """Return what is called what, whichever kind of row it is."""
    first, *others = (
        rows.filter(pk__in=keys).order_by().values_list("pk", name)
        for rows, name in (
            (Membership.objects.all(), "display_name"),
            (Organisation.objects.all(), "registered_name"),
            (BrokenGlass.objects.all(), "reason"),
            (Draft.objects.titled(), "title"),
            (SpaceFile.objects.all(), "title"),
        )
    )
    return dict(first.union(*others, all=True))


def _isolated(name: str) -> SafeString:
    # A name runs in its own direction, whatever the sentence does.
    return format_html("<bdi>{}</bdi>", name)
