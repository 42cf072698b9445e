"""A period in years, and the one rule it has."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import ModelForm
from django.utils.translation import gettext_lazy as _


def year_field(label: Any, *, required: bool = True) -> models.PositiveSmallIntegerField:
    """Return the field of a year; a draft may wait for one that is required."""
    return models.PositiveSmallIntegerField(
        label,
        null=True,
        blank=not required,
        validators=[MinValueValidator(1900), MaxValueValidator(2200)],
    )


def clean_period(form: ModelForm) -> None:
    """Refuse a period that ends before it begins, at the field that says so."""
    start = form.cleaned_data.get("period_start")
    end = form.cleaned_data.get("period_end")
    if start and end and end < start:
        form.add_error(
            "period_end",
            _("The period ends before it begins. Give %(start)s or a later year.")
            % {"start": start},
        )


def period_label(start: int | None, end: int | None) -> str:
    """Return “2026–2030”, “2026” or “”: years are not numbers and take no separators."""
    if start and end and start != end:
        return f"{start}–{end}"
    return str(start or end or "")
