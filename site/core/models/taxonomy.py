"""Topics and regions: snippets that exist in each language, and find each other across them."""

from typing import Any, Self

from babel import Locale as Cldr
from django.db import models
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale, TranslatableMixin
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from core.rows import values_of
from web.languages import cldr


class Term(TranslatableMixin, index.Indexed, models.Model):
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        allow_unicode=True,
        help_text=_("How this appears in addresses. Keep it the same in every language."),
    )

    class Meta(TranslatableMixin.Meta):
        abstract = True

    @classmethod
    def in_locale(cls, chosen: Any, locale: Locale) -> models.QuerySet[Self]:
        """Return the translations in `locale` of a page's choices."""
        keys = values_of(chosen, "translation_key")
        return cls._default_manager.filter(locale=locale, translation_key__in=keys)

    def validate_constraints(self, exclude: Any = None) -> None:
        # No form has a field for the language; a slug is taken in it all the same.
        super().validate_constraints(exclude=set(exclude or ()) - {"locale"})


@register_snippet
class Topic(Term):
    name = models.CharField(_("name"), max_length=80)

    panels = [FieldPanel("name"), FieldPanel("slug")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="core_topic_slug_per_locale")
        ]

    def __str__(self) -> str:
        return self.name


def country_choices() -> list[tuple[str, str]]:
    """Return the countries and territories of the CLDR in the active language, by name."""
    territories = cldr(translation.get_language()).territories
    return sorted(
        ((code, name) for code, name in territories.items() if len(code) == 2 and code.isalpha()),
        key=lambda choice: choice[1],
    )


@register_snippet
class Region(Term):
    """A part of the world with a name of its own, or a country, which the CLDR names."""

    name = models.CharField(
        _("name"),
        max_length=80,
        blank=True,
        help_text=_("Leave empty for a country: its name comes in every language by itself."),
    )
    country = models.CharField(_("country"), max_length=2, blank=True, choices=country_choices)

    panels = [FieldPanel("name"), FieldPanel("country"), FieldPanel("slug")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(Term.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["name", "country"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="core_region_slug_per_locale"),
            models.CheckConstraint(
                condition=~Q(name="", country=""),
                name="core_region_named",
                violation_error_message=_("Give the region a name, or choose a country."),
            ),
        ]

    def __str__(self) -> str:
        if self.name or not self.country:
            return self.name
        names: Cldr = cldr(self.locale.language_code)
        return names.territories.get(self.country, self.country)
