"""Passages that somebody knowingly left in the language they were written in."""

from django.conf import settings
from django.db import models
from wagtail.models import Page


class LeftPassage(models.Model):
    """One passage of one translation; once its original changes it is another."""

    page = models.ForeignKey(Page, editable=False, on_delete=models.CASCADE, related_name="+")
    passage = models.CharField(max_length=64, editable=False)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        editable=False,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    left_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["page", "passage"], name="translation_left_once"),
        )

    def __str__(self) -> str:
        return f"{self.page_id} {self.passage}"


class Wording(models.Model):
    """What a page says in public, as a sign, and since when: see translation/wording.py."""

    page = models.OneToOneField(
        Page, editable=False, on_delete=models.CASCADE, primary_key=True, related_name="wording"
    )
    digest = models.CharField(max_length=64, editable=False)
    changed_at = models.DateTimeField(editable=False)

    def __str__(self) -> str:
        return f"{self.page_id} {self.digest[:8]}"
