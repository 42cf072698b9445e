"""What is said of a passage of a draft, and what somebody would rather read there."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coalitions.models.base import Keyed
from coalitions.models.draft import Draft
from coalitions.models.membership import Membership
from coalitions.models.organisation import Organisation
from coalitions.querysets import CommentQuerySet, ThreadQuerySet


class Answer(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


class Thread(Keyed):
    """Comments on one passage, which is where the text of the draft has the mark `anchor`."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="threads")
    anchor = models.CharField(max_length=8)
    # The passage as it was: it may be changed since, or gone.
    quote = models.TextField(blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # All that was said in it: the row alone stays, since the anchor may come back, when somebody
    # undoes the deletion of its passage.
    taken_back_at = models.DateTimeField(null=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ("opened_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["draft", "anchor"], name="coalitions_anchor_once")
        ]

    def __str__(self) -> str:
        return self.anchor


class Comment(Keyed):
    """What a member says, for themselves or for an organisation of theirs.

    With a wording or a red line it is a *proposal*, which is answered: accepted or declined.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    # Of the form it was written in: sent twice, it is said once.
    name = models.UUIDField(default=uuid.uuid4, editable=False)
    by = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("on behalf of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    text = models.TextField(_("comment"), max_length=5_000)
    wording = models.TextField(
        _("proposed wording"),
        max_length=5_000,
        blank=True,
        help_text=_("What should stand there in place of the passage."),
    )
    red_line = models.BooleanField(_("a red line: we cannot sign with this passage"), default=False)
    mentions = models.ManyToManyField(Membership, related_name="mentioned_in", editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    # Its words are gone; that there was something stays, for those who answered.
    taken_back_at = models.DateTimeField(null=True, editable=False)

    answer = models.CharField(_("answer"), max_length=8, blank=True, choices=Answer)
    reason = models.TextField(_("reason"), max_length=2_000, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["by", "name"], name="coalitions_comment_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def proposes(self) -> bool:
        return bool(self.wording) or self.red_line

    @property
    def waits(self) -> bool:
        """Whether nobody has answered the proposal."""
        return self.proposes and not self.answer
