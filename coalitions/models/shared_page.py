"""A page of the site that an editor shows to a space before it is public, or before it changes."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from coalitions.models.base import Private
from coalitions.models.draft import Draft
from coalitions.models.membership import Membership
from coalitions.querysets import SharedPageQuerySet


class SharedPage(Private):
    """One revision of a page, as a text that is read and commented on, and not written in.

    Its words are a draft of the space, so that whatever can be said of a draft can be said of them.
    Shared again, the words of the newer revision take their place, as another version.
    """

    draft = models.OneToOneField(
        Draft, primary_key=True, on_delete=models.CASCADE, related_name="shared", editable=False
    )
    # Without its page, or its revision, there is nothing to be read: what is gone is not kept here.
    page = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    revision = models.ForeignKey(
        Revision, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    until = models.DateField(
        _("until"), help_text=_("The last day on which it can be read. You can end it before.")
    )
    note = models.TextField(
        _("a word to the members"),
        max_length=1000,
        blank=True,
        help_text=_("What you would like to hear from them, and by when."),
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    # Whoever shared it last, and answers what is proposed.
    by = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = SharedPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared page")
        verbose_name_plural = _("shared pages")

    def __str__(self) -> str:
        return str(self.pk)
