"""What happened in a space: who, what, to which row. Verbs and keys, no words of anybody."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from coalitions.models.base import Private
from coalitions.models.coalition import Coalition
from coalitions.models.membership import Membership


class Verb(StrEnum):
    """What is written down; the sentences for it are in `coalitions.feed`."""

    FOUNDED = "founded"
    INVITED = "invited"
    INVITATION_REVOKED = "invitation_revoked"
    JOINED = "joined"
    LEFT = "left"
    REMOVED = "removed"
    ROLE_CHANGED = "role_changed"
    ORGANISATION_ADDED = "organisation_added"
    SETTINGS_CHANGED = "settings_changed"
    DRAFT_BEGUN = "draft_begun"
    VERSION_SAVED = "version_saved"
    VERSION_RESTORED = "version_restored"
    DRAFT_TRASHED = "draft_trashed"
    DRAFT_RECOVERED = "draft_recovered"
    COMMENTED = "commented"
    THREAD_RESOLVED = "thread_resolved"
    PROPOSAL_ANSWERED = "proposal_answered"
    FILE_ADDED = "file_added"
    FILE_REPLACED = "file_replaced"
    FILE_TRASHED = "file_trashed"
    FILE_RECOVERED = "file_recovered"
    HANDED_OVER = "handed_over"
    PAGE_SHARED = "page_shared"
    PAGE_WITHDRAWN = "page_withdrawn"
    GLASS_BROKEN = "glass_broken"


class Activity(Private):
    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="activities")
    at = models.DateTimeField(_("when"), auto_now_add=True)
    # Empty where nobody of the coalition did it.
    by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    verb = models.CharField(_("what"), max_length=32)
    # The key of what it was done to; `choice` is the role it was given, or another such word.
    about = models.UUIDField(null=True)
    choice = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["coalition", "-at"], name="coalitions_activity_newest")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"
