"""What was looked for and not found, so that editors can write it or say it otherwise.

A count for a day, a language and a query, and nothing of who asked, whence or when. Until several
have asked the same, not even the query is kept: only a sign of it that nobody can read.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.text import LONGEST_QUERY


class Miss(models.Model):
    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=12)
    sign = models.CharField(max_length=32, editable=False)
    query = models.CharField(_("query"), max_length=LONGEST_QUERY, blank=True)
    count = models.PositiveIntegerField(_("times"), default=1)

    class Meta:
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        ordering = ["-day", "-count", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "language", "sign"], name="search_a_miss_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return self.query
