"""Rows that are saved in one transaction with all that follows from it."""

from typing import Any

from django.db import models, transaction


class SavedWhole(models.Model):
    """Goes before the model it is mixed into.

    Django sends `post_save` after the transaction of a save that nobody else began one for: a
    process that died there would keep the row, and lose what a listener was about to record of it.
    """

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
