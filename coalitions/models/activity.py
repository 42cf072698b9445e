"""What happened in a space: who, what, to which row. Verbs and keys, no words of anybody."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coalitions.models.coalition import Coalition
from coalitions.models.membership import Membership


class Verb(models.TextChoices):
    FOUNDED = "founded", _("The space was founded")
    INVITED = "invited", _("Somebody was invited")
    INVITATION_REVOKED = "invitation_revoked", _("An invitation was taken back")
    JOINED = "joined", _("A member joined")
    LEFT = "left", _("A member left")
    REMOVED = "removed", _("A member was removed")
    ROLE_CHANGED = "role_changed", _("A role was changed")
    ORGANISATION_ADDED = "organisation_added", _("An organisation was added")
    SETTINGS_CHANGED = "settings_changed", _("The settings were changed")
    DRAFT_BEGUN = "draft_begun", _("A draft was begun")
    VERSION_SAVED = "version_saved", _("A version was saved")
    VERSION_RESTORED = "version_restored", _("A version was brought back")
    DRAFT_TRASHED = "draft_trashed", _("A draft was put into the trash")
    DRAFT_RECOVERED = "draft_recovered", _("A draft was taken out of the trash")
    GLASS_BROKEN = "glass_broken", _("An administrator looked in")


class Activity(models.Model):
    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="activities")
    at = models.DateTimeField(_("when"), auto_now_add=True)
    # Empty where nobody of the coalition did it.
    by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    verb = models.CharField(_("what"), max_length=32, choices=Verb)
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
