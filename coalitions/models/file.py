"""A file that members share, in all its versions; the bytes are clean, and in the private store."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coalitions.models.base import Keyed
from coalitions.models.coalition import Coalition
from coalitions.models.membership import Membership
from coalitions.querysets import SpaceFileQuerySet
from media.contract import content_type
from media.fields import CleanAnyField, OurNames
from media.lengths import length
from media.names import ending, token
from web.languages import language_choices

# How long something in the trash can be taken out again.
IN_THE_TRASH = timedelta(days=30)


def stored_name(instance: models.Model, filename: str) -> str:
    """Return a name that says nothing of the file, and that nobody guesses."""
    return f"spaces/{token()}{ending(filename)}"


class PreviewField(OurNames, models.FileField):  # type: ignore[misc] # narrower, as we call it
    """What we made of a clean picture ourselves."""


class SpaceFile(Keyed):
    coalition = models.ForeignKey(
        Coalition, on_delete=models.CASCADE, related_name="files", editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    description = models.CharField(
        _("description"), max_length=255, blank=True, help_text=_("One line on what is in it.")
    )
    language = models.CharField(
        _("language"),
        max_length=12,
        choices=language_choices,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language the file is written in."),
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    trashed_at = models.DateTimeField(null=True, editable=False)

    objects = SpaceFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ("-changed_at", "pk")
        indexes = [models.Index(fields=["coalition", "-changed_at"], name="coalitions_newest_file")]

    def __str__(self) -> str:
        return self.title

    @property
    def gone_on(self) -> datetime | None:
        """Until when it can be taken out of the trash."""
        return self.trashed_at and self.trashed_at + IN_THE_TRASH


class FileVersion(Keyed):
    """Never changed: another version is another row."""

    file = models.ForeignKey(SpaceFile, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = CleanAnyField(upload_to=stored_name, max_length=100)
    # As whoever loads it finds it among their downloads.
    filename = models.CharField(max_length=255)
    file_size = models.PositiveBigIntegerField()
    file_hash = models.CharField(max_length=40)
    # Of a document that has them.
    pages = models.PositiveIntegerField(null=True)
    # A smaller picture of a picture.
    preview = PreviewField(upload_to=stored_name, max_length=100, blank=True)
    note = models.CharField(
        _("what changed"),
        max_length=200,
        blank=True,
        help_text=_("In a few words, for the others."),
    )
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("version of a file")
        verbose_name_plural = _("versions of files")
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="coalitions_file_version")
        ]

    def __str__(self) -> str:
        return self.filename

    def let_go(self) -> None:
        """Have the bytes removed, unless a row names them by then."""
        for kept in (self.content, self.preview):
            kept.storage.delete(kept.name or "")

    @property
    def content_type(self) -> str:
        return content_type(self.filename)

    @property
    def format(self) -> str:
        """The kind of file as people say it: “PDF”, “JPEG”."""
        said = ending(self.filename).removeprefix(".").upper()
        return "JPEG" if said == "JPG" else said

    @property
    def length(self) -> str:
        return length(ending(self.filename), self.pages)
