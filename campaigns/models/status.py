"""The life of a campaign: its states, and the five stages a visitor sees of them."""

from django.db import models
from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    PREPARING = "preparing", _("Preparing")
    LIVE = "live", _("Live")
    PAUSED = "paused", _("Paused")
    DELIVERED = "delivered", _("Delivered")
    AWAITING_RESPONSE = "awaiting_response", _("Awaiting response")
    WON = "won", _("Won")
    PARTLY_WON = "partly_won", _("Partly won")
    LOST = "lost", _("Lost")
    ONGOING = "ongoing", _("Ongoing")
    ARCHIVED = "archived", _("Archived")


# Which tag tells a status at a glance; the word is always beside the colour.
TONES = {
    Status.LIVE: "ok",
    Status.ONGOING: "ok",
    Status.WON: "ok",
    Status.PAUSED: "wait",
    Status.DELIVERED: "wait",
    Status.AWAITING_RESPONSE: "wait",
    Status.PARTLY_WON: "wait",
    Status.LOST: "bad",
}

# What comes first in lists: what a visitor can act on, then what is decided, then the past.
ORDER = [
    Status.LIVE,
    Status.ONGOING,
    Status.PAUSED,
    Status.DELIVERED,
    Status.AWAITING_RESPONSE,
    Status.WON,
    Status.PARTLY_WON,
    Status.LOST,
    Status.PREPARING,
    Status.ARCHIVED,
]


BY_STATUS = Case(
    *(When(status=status, then=Value(place)) for place, status in enumerate(ORDER)),
    output_field=IntegerField(),
)


class Stage(models.TextChoices):
    """The road every campaign travels, as its page draws it."""

    PREPARED = "prepared", _("Prepared")
    LIVE = "live", _("Live")
    DELIVERED = "delivered", _("Delivered")
    ANSWERED = "answered", _("Answered")
    DECIDED = "decided", _("Decided")


STAGE_OF = {
    Status.PREPARING: Stage.PREPARED,
    Status.LIVE: Stage.LIVE,
    Status.PAUSED: Stage.LIVE,
    Status.DELIVERED: Stage.DELIVERED,
    Status.AWAITING_RESPONSE: Stage.DELIVERED,
    Status.ONGOING: Stage.ANSWERED,
    Status.WON: Stage.DECIDED,
    Status.PARTLY_WON: Stage.DECIDED,
    Status.LOST: Stage.DECIDED,
    Status.ARCHIVED: Stage.DECIDED,
}
