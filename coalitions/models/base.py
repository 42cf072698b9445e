"""What the rows of a space share."""

import uuid

from django.db import models


class Private(models.Model):
    """A row of which Wagtail's index of references knows nothing: what uses what is shown there."""

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True


class Keyed(Private):
    """A row whose key nobody guesses, and which says neither how many there are nor since when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
