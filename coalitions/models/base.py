"""What the rows of a space share."""

import uuid

from django.db import models


class Keyed(models.Model):
    """A row whose key nobody guesses, and which says neither how many there are nor since when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
