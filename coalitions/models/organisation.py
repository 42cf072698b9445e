"""The organisations of a coalition, and who belongs to which.

They are the coalition's own: what one coalition knows of an organisation, and that it is there at
all, is nothing to another.
"""

from django.db import models
from django.db.models.functions import Lower
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from coalitions.models.base import Keyed, Private
from coalitions.models.coalition import Coalition
from core.models.taxonomy import country_choices
from web.languages import cldr, language_choices


class ConsultativeStatus(models.TextChoices):
    """With the Economic and Social Council (resolution 1996/31)."""

    NONE = "none", _("None")
    ROSTER = "roster", _("Roster")
    SPECIAL = "special", _("Special")
    GENERAL = "general", _("General")


class Organisation(Keyed):
    coalition = models.ForeignKey(
        Coalition, on_delete=models.CASCADE, related_name="organisations", editable=False
    )
    registered_name = models.CharField(
        _("name"), max_length=200, help_text=_("As it is registered, in its own language.")
    )
    country = models.CharField(_("country"), max_length=2, blank=True, choices=country_choices)
    un_status = models.CharField(
        _("consultative status with the UN"),
        max_length=8,
        choices=ConsultativeStatus,
        default=ConsultativeStatus.NONE,
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = (Lower("registered_name"), "pk")
        constraints = [
            models.UniqueConstraint(
                "coalition",
                Lower("registered_name"),
                name="coalitions_organisation_once",
                violation_error_message=_("This organisation is in the list already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def name(self) -> str:
        """Its name in the language being spoken, or as it is registered."""
        names = {each.language: each.name for each in self.names.all()}
        return names.get(translation.get_language(), self.registered_name)

    @property
    def country_name(self) -> str:
        return str(cldr(translation.get_language()).territories.get(self.country, ""))


class OrganisationName(Private):
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=12, choices=language_choices)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "language"], name="coalitions_organisation_one_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
