"""What editors put first: a page, for what visitors ask in a language, within days."""

import datetime as dt
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel, Panel

from search.text import LONGEST_QUERY, key_of
from web.languages import language_choices


class Pin(models.Model):
    language = models.CharField(_("language"), max_length=12, choices=language_choices)
    query = models.CharField(
        _("query"),
        max_length=LONGEST_QUERY,
        help_text=_(
            "What visitors type. Its order, its endings and its accents make no difference."
        ),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Shown above the results, in the language of the reader where it exists."),
    )
    note = models.CharField(
        _("note"), max_length=160, blank=True, help_text=_("One sentence, printed beside it.")
    )
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    # What is compared with what a visitor types.
    key = models.CharField(max_length=LONGEST_QUERY, editable=False, db_index=True)

    panels: ClassVar[list[Panel]] = [
        FieldRowPanel([FieldPanel("language"), FieldPanel("query")]),
        PageChooserPanel("page"),
        FieldPanel("note"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
    ]

    class Meta:
        verbose_name = _("first result")
        verbose_name_plural = _("first results")
        ordering = ["language", "query", "pk"]

    def __str__(self) -> str:
        return f"{self.query} → {self.page}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = key_of(self.query, self.language)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.query and not key_of(self.query, self.language):
            raise ValidationError({"query": _("Write at least one word.")})
        if self.first_day and self.last_day and self.first_day > self.last_day:
            raise ValidationError({"last_day": _("This is before the first day.")})

    def is_on(self, day: dt.date) -> bool:
        return (self.first_day or day) <= day <= (self.last_day or day)
