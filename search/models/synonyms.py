"""Words that editors declare to mean the same, in one language or in several."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel

from background.whole import SavedWhole
from search.text import telling
from web.languages import language_choices


class Synonyms(ClusterableModel):
    """One meaning, and the words for it: a query that has one of them finds the others."""

    panels: ClassVar[list[Panel]] = [
        InlinePanel("words", heading=_("Words that mean the same"), label=_("Language"), min_num=1)
    ]

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["pk"]

    def __str__(self) -> str:
        return " = ".join(phrase for row in self.words.all() for phrase in row.phrases)


class SynonymWords(SavedWhole):
    concept = ParentalKey(Synonyms, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(_("language"), max_length=12, choices=language_choices)
    said = models.TextField(
        _("words"),
        max_length=1000,
        help_text=_("One a line: a word, several words, or an acronym."),
    )

    panels: ClassVar[list[Panel]] = [FieldPanel("language"), FieldPanel("said")]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "language"],
                name="search_synonyms_once_a_language",
                violation_error_message=_("It has words in this language already."),
            )
        ]

    def __str__(self) -> str:
        return self.said

    @property
    def phrases(self) -> list[str]:
        return [line.strip() for line in self.said.splitlines() if line.strip()]

    def clean(self) -> None:
        super().clean()
        for phrase in self.phrases:
            if not telling(phrase, self.language):
                text = _("“%(phrase)s” says nothing by itself: the search passes such words over.")
                raise ValidationError({"said": text % {"phrase": phrase}})
