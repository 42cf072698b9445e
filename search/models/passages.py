"""What passages of public pages mean, as `search/meaning/` reads them: a vector each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.models.entries import Entry


class Passage(models.Model):
    entry = models.ForeignKey(
        Entry, editable=False, on_delete=models.CASCADE, related_name="passages"
    )
    number = models.PositiveSmallIntegerField(editable=False)
    # Of length 1; numbers of two bytes each.
    vector = models.BinaryField()
    # What the entry said when it was read.
    digest = models.CharField(max_length=32, editable=False)

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        constraints = (
            models.UniqueConstraint(fields=["entry", "number"], name="search_a_passage_once"),
        )

    def __str__(self) -> str:
        return f"{self.entry_id} {self.number}"
