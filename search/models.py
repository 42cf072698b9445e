"""What the search knows of the site: one entry for each public page, in words ready to be found.

Entries are a copy that may lag behind: whether a page may be found is asked of the page itself, at
the moment of the request (`search/queries.py`).
"""

from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index


class Terms(index.SearchField):
    """Gives the backend the terms of a field in place of its text, under the field's name."""

    def get_value(self, obj: "Entry") -> str:
        return getattr(obj, f"{self.field_name}_terms")


class Entry(index.Indexed, models.Model):
    page = models.OneToOneField(
        "wagtailcore.Page",
        verbose_name=_("page"),
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="search_entry",
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale", verbose_name=_("locale"), on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(
        _("kind"), max_length=100, help_text=_("The page type, as “campaigns.campaignpage”.")
    )
    title = models.CharField(_("title"), max_length=255)
    text = models.TextField(_("text"), blank=True, help_text=_("All that the page says, plainly."))
    date = models.DateField(_("date"), null=True, blank=True)
    title_terms = models.TextField(_("terms of the title"), blank=True, editable=False)
    text_terms = models.TextField(_("terms of the text"), blank=True, editable=False)
    # Of all that it is found by: a copy with the same digest needs no update.
    digest = models.CharField(_("digest"), max_length=32, blank=True, editable=False)

    # The names matter: the database backend weighs what is called “title” apart from the rest.
    search_fields: ClassVar[list[index.BaseField]] = [
        Terms("title", boost=3),
        Terms("text"),
        index.FilterField("locale"),
        index.FilterField("page"),
    ]

    # `search/services.py` writes Wagtail's index together with the entry, not some time after it.
    search_auto_update = False

    # Editors who delete a page are not told that the search “uses” it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        """What a visitor calls this sort of page, in the language being spoken."""
        return str(apps.get_model(self.kind)._meta.verbose_name)

    def says(self) -> tuple[Any, ...]:
        """Return everything but the page: two entries that say the same need no update."""
        fields = (field for field in self._meta.concrete_fields if not field.primary_key)
        return tuple(getattr(self, field.attname) for field in fields)
