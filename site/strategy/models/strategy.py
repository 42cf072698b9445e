"""The strategy: a theory of change written as *if … and if … then*, and what would refute it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.search import index

from core.admin.below import PagesBelowPanel
from core.models.base import BasePage, BasePageForm, TopPage
from core.needs import Need
from core.querysets import public_pages
from strategy.connectives import without_if, without_then
from strategy.models.framework import StrategicFrameworkPage
from strategy.models.goal import GoalPage
from strategy.models.links import serving
from strategy.models.period import clean_period, period_label, year_field

# The horn is drawn for two to six steps; the last of them is the outcome.
MAX_CONDITIONS = 5


class ConditionBlock(blocks.StructBlock):
    text = blocks.TextBlock(
        label=_("If …"),
        rows=2,
        help_text=_("Go on from “If”: small letter first, comma at the end, 20 words or fewer."),
    )
    goals = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="strategy.GoalPage", label=_("Goal")),
        label=_("Goals that work on it"),
        default=[],
    )

    class Meta:
        icon = "arrow-right"
        label = _("Condition")


class StrategyPageForm(BasePageForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        clean_period(self)
        return cleaned


class StrategyPage(TopPage, BasePage):
    period_start = year_field(_("first year"), required=False)
    period_end = year_field(_("last year"), required=False)
    theory_intro = models.TextField(
        _("how to read it"), blank=True, max_length=300, help_text=_("One line above the drawing.")
    )
    conditions = StreamField(
        [("condition", ConditionBlock())],
        verbose_name=_("if … and if …"),
        blank=True,
        max_num=MAX_CONDITIONS,
    )
    outcome = models.TextField(
        _("then …"),
        blank=True,
        max_length=400,
        help_text=_("What follows when all conditions hold. Go on from “Then”."),
    )
    vision = models.TextField(
        _("vision"), blank=True, max_length=500, help_text=_("The world it leads to.")
    )
    goals_intro = models.TextField(_("before the goals"), blank=True, max_length=300)
    refutations = StreamField(
        [("refutation", blocks.TextBlock(label=_("What would prove us wrong"), rows=2))],
        verbose_name=_("what would prove us wrong"),
        blank=True,
    )
    refutations_note = models.TextField(
        _("who checks this"), blank=True, max_length=300, help_text=_("And when it is published.")
    )
    documents_intro = models.TextField(_("before the documents"), blank=True, max_length=300)

    show_in_menus_default = True
    base_form_class = StrategyPageForm
    needs = (
        *BasePage.needs,
        Need(("conditions",), _("Add one condition at least: “If …”.")),
        Need(("outcome",), _("Say what follows when all conditions hold: “Then …”.")),
    )
    subpage_types: ClassVar[list[str]] = ["strategy.GoalPage", "strategy.StrategicFrameworkPage"]

    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("period_start"), FieldPanel("period_end")], heading=_("Period")),
        MultiFieldPanel(
            [
                FieldPanel("theory_intro"),
                FieldPanel("conditions"),
                FieldPanel("outcome"),
                FieldPanel("vision"),
            ],
            heading=_("Theory of change: If / And if / Then"),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("goals_intro"),
                PagesBelowPanel(
                    "strategy.GoalPage",
                    add=_("Add a goal"),
                    none=_("There is no goal yet: the page says nothing of them."),
                ),
            ],
            heading=_("Goals"),
        ),
        MultiFieldPanel(
            [FieldPanel("refutations"), FieldPanel("refutations_note")],
            heading=_("What would prove us wrong"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("documents_intro"),
                PagesBelowPanel(
                    "strategy.StrategicFrameworkPage",
                    add=_("Add a framework"),
                    none=_(
                        "There is no framework yet: “before the documents” is shown with the first."
                    ),
                ),
            ],
            heading=_("Strategic frameworks"),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("theory_intro"),
        index.SearchField("conditions"),
        index.SearchField("outcome"),
        index.SearchField("vision"),
        index.SearchField("goals_intro"),
        index.SearchField("refutations"),
        index.SearchField("refutations_note"),
        index.SearchField("documents_intro"),
    ]

    class Meta:
        verbose_name = _("strategy")
        verbose_name_plural = _("strategies")

    def clean(self) -> None:
        # Of whatever is saved: by the form, from a translator, by a command.
        super().clean()
        self.outcome = without_then(self.outcome)
        for condition in self.conditions:
            condition.value["text"] = without_if(condition.value["text"] or "")

    @property
    def period(self) -> str:
        return period_label(self.period_start, self.period_end)

    @property
    def condition_texts(self) -> list["Condition"]:
        """The conditions without their goals: what the home page draws, and no query."""
        return [Condition(row["value"]["text"], []) for row in self.conditions.raw_data]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        goals = list(public_pages(GoalPage).child_of(self))
        numbers = {goal.translation_key: number for number, goal in enumerate(goals, 1)}
        conditions = [
            Condition(
                text=block.value["text"],
                goals=sorted(
                    numbers[goal.translation_key]
                    for goal in block.value["goals"]
                    if goal and goal.translation_key in numbers
                ),
            )
            for block in self.conditions
        ]
        campaigns = serving(goals)
        return context | {
            "conditions": conditions,
            "goals": [
                {
                    "page": goal,
                    "serves": [
                        n for n, condition in enumerate(conditions, 1) if number in condition.goals
                    ],
                    "campaigns": campaigns[goal.translation_key],
                }
                for number, goal in enumerate(goals, 1)
            ],
            "frameworks": self.get_frameworks(),
        }

    def get_frameworks(self) -> Iterable[StrategicFrameworkPage]:
        """Return the frameworks with their files, the most recent period first."""
        frameworks = StrategicFrameworkPage.objects.children_in_any_language(self)
        return StrategicFrameworkPage.in_lists(frameworks.listed_in(self.locale_id))


@dataclass(frozen=True)
class Condition:
    """An “if” of the theory of change, and the numbers of the goals that work on it."""

    text: str
    goals: list[int]
