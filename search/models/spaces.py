"""What is found in a space: one entry for each draft, comment and file there, by its own words.

A copy that may lag behind, and that says nothing of who is in the space: that, and whether a thing
can be read, is asked of the space and of the thing itself, at the moment of the request. Its rows
are read a space at a time, and never together with those of public pages.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coalitions.models import Coalition, Comment, Draft, FileVersion, SpaceFile
from coalitions.models.base import Private
from coalitions.querysets import readable


class SpaceKind(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PAGE = "page", _("A page of the site")
    # Elsewhere the word is what one does.
    COMMENT = "comment", pgettext_lazy("noun", "Comment")
    FILE = "file", _("File")


def _can_be_read() -> Q:
    of_draft = Q(draft__isnull=False) & readable("draft__")
    said = Q(comment__isnull=False, comment__taken_back_at=None)
    of_comment = said & readable("comment__thread__draft__")
    return of_draft | of_comment | Q(file__isnull=False, file__trashed_at=None)


class SpaceEntryQuerySet(models.QuerySet[Any]):
    def within(self, coalition: Coalition) -> Self:
        """What can be read in a space now."""
        return self.filter(_can_be_read(), coalition=coalition)


def _its(thing: type[models.Model]) -> models.OneToOneField:
    return models.OneToOneField(
        thing, null=True, editable=False, on_delete=models.CASCADE, related_name="search_entry"
    )


class SpaceEntry(Private):
    # That of the draft, the comment or the file.
    key = models.UUIDField(primary_key=True, editable=False)
    coalition = models.ForeignKey(
        Coalition, editable=False, on_delete=models.CASCADE, related_name="+"
    )
    draft, comment, file = _its(Draft), _its(Comment), _its(SpaceFile)
    kind = models.CharField(max_length=8, choices=SpaceKind, editable=False)
    language = models.CharField(max_length=12, editable=False)
    changed_at = models.DateTimeField(editable=False)
    # Of a file, which of its versions was read, and what it says; the others are read where they
    # are.
    version = models.ForeignKey(
        FileVersion, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(blank=True, editable=False)
    # As `search/text.py` reads it: each term, and each word as it is typed, between two spaces.
    title_terms = models.TextField(blank=True, editable=False)
    text_terms = models.TextField(blank=True, editable=False)
    words = models.TextField(blank=True, editable=False)
    # Of the rules by which it was read: one that was read by others is read anew.
    revision = models.PositiveSmallIntegerField(default=0, editable=False)
    # Of all that it says: a copy with the same digest needs no update.
    digest = models.CharField(max_length=32, editable=False)

    objects = SpaceEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("search entry of a space")
        verbose_name_plural = _("search entries of spaces")

    def __str__(self) -> str:
        return str(self.key)
