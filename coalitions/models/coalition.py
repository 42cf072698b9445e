"""A coalition and its space: what its members say of it, and what administrators may know."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coalitions.models.base import Keyed


class Sensitivity(models.TextChoices):
    NORMAL = "normal", _("Normal")
    SENSITIVE = "sensitive", _("Sensitive")
    HIGH = "high", _("Highly sensitive")


# How long a letter of invitation opens a space: the less, the more there is to lose.
INVITATIONS_LAST = {
    Sensitivity.NORMAL: timedelta(days=14),
    Sensitivity.SENSITIVE: timedelta(days=7),
    Sensitivity.HIGH: timedelta(days=2),
}


def validate_languages(codes: object) -> None:
    """Raise ValidationError unless it is a list of strings, one at least."""
    if not isinstance(codes, list) or not codes or not all(isinstance(each, str) for each in codes):
        raise ValidationError(_("Choose one language at least."))


class Coalition(Keyed):
    # All that administrators see of it, and theirs: what it is called inside is the members'.
    label = models.CharField(
        _("name in the register"),
        max_length=120,
        help_text=_(
            "Administrators see this name. Inside, the members may call their space otherwise."
        ),
    )
    name = models.CharField(_("name"), max_length=120)
    purpose = models.TextField(
        _("purpose"),
        blank=True,
        validators=[MaxLengthValidator(2000)],
        help_text=_("What you came together for. Members see it, nobody else."),
    )
    agreement = models.TextField(
        _("agreed among us"),
        blank=True,
        validators=[MaxLengthValidator(1000)],
        help_text=_("A rule that everybody should meet first. It stands on top of the space."),
    )
    sensitivity = models.CharField(
        _("sensitivity"),
        max_length=12,
        choices=Sensitivity,
        default=Sensitivity.NORMAL,
        help_text=_("Invitations last fourteen days, seven, or two."),
    )
    languages = models.JSONField(
        _("languages"),
        default=list,
        validators=[validate_languages],
        help_text=_("What members write here is in one of these."),
    )
    founded_at = models.DateTimeField(_("founded"), default=timezone.now, editable=False)
    retained_until = models.DateField(
        _("kept until"),
        help_text=_("On this day the space and all that is in it are due to be deleted."),
    )

    class Meta:
        verbose_name = _("coalition")
        verbose_name_plural = _("coalitions")
        ordering = ("label", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def invitations_last(self) -> timedelta:
        return INVITATIONS_LAST[Sensitivity(self.sensitivity)]
