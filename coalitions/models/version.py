"""A state of a draft that can be read, compared and brought back: who left it so, and when."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coalitions.models.base import Keyed
from coalitions.models.draft import Draft
from coalitions.models.membership import Membership
from coalitions.querysets import VersionQuerySet


class Version(Keyed):
    """Never changed: what was signed, quoted or translated stays what it was."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    # The state of the draft that it is.
    step_count = models.PositiveIntegerField()
    document = models.JSONField()
    # Of its canonical form: see `coalitions.text.schema`.
    sha256 = models.CharField(max_length=64)
    words = models.PositiveIntegerField()
    note = models.CharField(
        _("what changed"),
        max_length=200,
        blank=True,
        help_text=_("In a few words, for the others."),
    )
    # The earlier one that it brought back.
    brings_back = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="coalitions_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.number}"
