"""Goals: a sentence, and numbers that show progress and setbacks alike."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.search import index

from core.models.classified import Classified
from core.querysets import PublicQuerySet, public_pages
from core.rows import values_of
from strategy.models.links import serving


class ReadingBlock(blocks.StructBlock):
    date = blocks.DateBlock(label=_("Date"))
    value = blocks.DecimalBlock(label=_("Value"))
    source = blocks.CharBlock(
        label=_("Source"), help_text=_("Who measured it, and where it can be checked.")
    )
    note = blocks.CharBlock(
        label=_("What happened"), required=False, help_text=_("Say it plainly when it got worse.")
    )

    class Meta:
        icon = "history"
        label = _("Reading")


class IndicatorValue(blocks.StructValue):
    @property
    def readings_over_time(self) -> list["Reading"]:
        """The readings, oldest first, each compared with the one before.

        A draft may lack a number or a date: what cannot be compared yet is left out.
        """
        if self["baseline"] is None or self["target"] is None:
            return []
        whole = (row for row in self["readings"] if row["date"] and row["value"] is not None)
        rows = sorted(whole, key=lambda row: row["date"])
        return [
            Reading(
                date=row["date"],
                value=row["value"],
                source=row["source"],
                note=row["note"],
                is_setback=before is not None and self._is_worse(row["value"], before["value"]),
                share=self._share(row["value"]),
            )
            for before, row in zip([None, *rows], rows, strict=False)
        ]

    @property
    def latest(self) -> "Reading | None":
        return next(reversed(self.readings_over_time), None)

    def _is_worse(self, value: Decimal, before: Decimal) -> bool:
        rising = self["target"] >= self["baseline"]
        return value < before if rising else value > before

    def _share(self, value: Decimal) -> int:
        """Return how much of the way from baseline to target is gone, from 0 to 100."""
        way = self["target"] - self["baseline"]
        if not way:
            return 100
        return max(0, min(100, round((value - self["baseline"]) / way * 100)))


@dataclass(frozen=True)
class Reading:
    """A number on a date. `share` is the way gone from baseline to target, in per cent."""

    date: dt.date
    value: Decimal
    source: str
    note: str
    is_setback: bool
    share: int


class IndicatorBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("What is counted"))
    unit = blocks.CharBlock(
        label=_("Unit"), help_text=_("What one of them is: “laws”, “people”, “cases in a hundred”.")
    )
    baseline = blocks.DecimalBlock(label=_("Baseline"), help_text=_("The number at the start."))
    target = blocks.DecimalBlock(label=_("Target"), help_text=_("The number to reach."))
    readings = blocks.ListBlock(ReadingBlock(), label=_("Readings"), default=[])

    class Meta:
        icon = "table"
        label = _("Indicator")
        value_class = IndicatorValue


class GoalPage(Classified):
    indicators = StreamField(
        [("indicator", IndicatorBlock())], verbose_name=_("indicators"), blank=True
    )

    parent_page_types: ClassVar[list[str]] = ["strategy.StrategyPage"]
    subpage_types: ClassVar[list[str]] = []
    card_template = "includes/goal_card.html"
    place_under_topics = 2

    content_panels: ClassVar[list[Panel]] = [
        *Classified.content_panels,
        FieldPanel("indicators"),
        FieldPanel("body"),
        Classified.taxonomy_panel,
    ]
    search_fields = [
        *Classified.search_fields,
        index.SearchField("indicators"),
    ]

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")

    @property
    def main_indicator(self) -> IndicatorValue | None:
        """The number a list of goals shows beside this one."""
        return self.indicators[0].value if self.indicators else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        siblings = list(public_pages(GoalPage).sibling_of(self).only(*SIBLING_FIELDS))
        place = next((i for i, goal in enumerate(siblings) if goal.pk == self.pk), None)
        around = [None, *siblings, None]
        return context | {
            # A preview of a new goal is not among its siblings yet.
            "number": None if place is None else place + 1,
            "neighbours": (None, None) if place is None else (around[place], around[place + 2]),
            "campaigns": serving([self])[self.translation_key],
        }


SIBLING_FIELDS = ("pk", "title", "path", "url_path", "depth", "locale", "translation_key")


def goals_of(links: Any, locale_id: int) -> PublicQuerySet:
    """Return the public goals that the links of a page name, in a language; a draft's links too."""
    keys = values_of(links, "goal__translation_key")
    return public_pages(GoalPage).filter(locale_id=locale_id, translation_key__in=keys)


# How many readings the home page's “what has moved” shows.
MOVED = 4


def latest_readings(goals: Iterable[GoalPage]) -> list[dict[str, Any]]:
    """Return the newest reading of each goal's main indicator, the most recent first."""
    found: list[dict[str, Any]] = [
        {"goal": goal, "indicator": goal.main_indicator, "reading": goal.main_indicator.latest}
        for goal in goals
        if goal.main_indicator and goal.main_indicator.latest
    ]
    return sorted(found, key=lambda row: row["reading"].date, reverse=True)[:MOVED]
