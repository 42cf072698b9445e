"""A joint text: what it is for, what stands in it now, and every step that led there."""

import uuid
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coalitions.models.base import Keyed, Private
from coalitions.models.coalition import Coalition
from coalitions.models.membership import Membership
from coalitions.querysets import DraftQuerySet
from coalitions.text.schema import EMPTY
from users.models.user import time_zone_choices
from web.languages import language_choices


class DraftKind(models.TextChoices):
    LETTER = "letter", _("Letter")
    OPEN_LETTER = "open_letter", _("Open letter")
    ORAL_STATEMENT = "oral_statement", _("Oral statement")
    WRITTEN_STATEMENT = "written_statement", _("Written statement")
    BRIEFING = "briefing", _("Briefing")
    SUBMISSION = "submission", _("Submission")


def empty_text() -> dict[str, Any]:
    return dict(EMPTY)


class Draft(Keyed):
    coalition = models.ForeignKey(
        Coalition, on_delete=models.CASCADE, related_name="drafts", editable=False
    )
    kind = models.CharField(_("kind"), max_length=20, choices=DraftKind)
    title = models.CharField(_("title"), max_length=255)
    language = models.CharField(_("language"), max_length=12, choices=language_choices)
    addressee = models.CharField(
        _("addressed to"), max_length=200, blank=True, help_text=_("Who should read it, and act.")
    )
    forum = models.CharField(
        _("forum"),
        max_length=200,
        blank=True,
        help_text=_("Where it is handed in: a session, a hearing, a newspaper."),
    )
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    # A deadline is a time of a place: who reads it elsewhere sees both.
    time_zone = models.CharField(
        _("time zone of the deadline"),
        max_length=40,
        default=settings.TIME_ZONE,
        choices=time_zone_choices,
    )
    word_limit = models.PositiveIntegerField(
        _("word limit"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100_000)],
    )
    # The text as it is now, which `step_count` steps made.
    document = models.JSONField(editable=False, default=empty_text)
    step_count = models.PositiveIntegerField(editable=False, default=0)
    words = models.PositiveIntegerField(editable=False, default=0)
    # The version of another draft that this one says in its own language.
    translates = models.ForeignKey(
        "coalitions.Version",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="translations",
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        Membership, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        Membership, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    trashed_at = models.DateTimeField(null=True, editable=False)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ("-changed_at", "pk")
        indexes = [
            models.Index(fields=["coalition", "-changed_at"], name="coalitions_newest_draft")
        ]

    def __str__(self) -> str:
        return self.title


class Push(Private):
    """What somebody sent at once, by its name: sent again, it is answered and not applied."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="pushes")
    name = models.UUIDField(default=uuid.uuid4)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    # Words that had no place any more, for whoever typed them.
    lost = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "name"], name="coalitions_push_once")
        ]

    def __str__(self) -> str:
        return str(self.name)


class Step(Private):
    """A change to a text, as ProseMirror writes one. The draft after the nth is its nth state."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    step = models.JSONField()
    # The browser it came from; empty for the server's own.
    client = models.CharField(max_length=36, blank=True)
    push = models.ForeignKey(Push, on_delete=models.CASCADE, related_name="steps")

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="coalitions_step_order")
        ]

    def __str__(self) -> str:
        return str(self.number)
