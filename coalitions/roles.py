"""The roles in a coalition. What each may do is said in `coalitions.permissions`, nowhere else."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("Coordinator")
    PENHOLDER = "penholder", _("Penholder")
    REVIEWER = "reviewer", _("Reviewer")
    OBSERVER = "observer", _("Observer")
