"""A campaign: what is asked of whom, how far it is, and everything to carry it further."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    Panel,
)
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from campaigns.models.status import BY_STATUS, STAGE_OF, TONES, Stage, Status
from campaigns.models.update import CampaignUpdatePage
from core.admin.below import PagesBelowPanel
from core.models.base import Section
from core.models.classified import Classified, ClassifiedForm
from core.models.files import FileRow, WithFiles
from core.needs import Need
from core.querysets import PublicQuerySet
from strategy.models.goal import goals_of
from strategy.models.links import GoalLink


class AskProgress(models.TextChoices):
    NOT_YET = "not_yet", _("Not yet")
    PARTLY_MET = "partly_met", _("Partly met")
    MET = "met", _("Met")


class AskBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("What we ask"), help_text=_("Begin with a verb."))
    text = blocks.TextBlock(label=_("In full"), rows=3, required=False)
    addressee = blocks.CharBlock(label=_("Who is asked"), required=False)
    due = blocks.DateBlock(label=_("By when"), required=False)
    progress = blocks.ChoiceBlock(
        choices=AskProgress.choices, default=AskProgress.NOT_YET, label=_("How far")
    )
    progress_note = blocks.CharBlock(
        label=_("How far, in words"),
        required=False,
        help_text=_("With its whole: “5 of 14 governments”."),
    )

    class Meta:
        icon = "bullhorn"
        label = _("Ask")


class CampaignForm(ClassifiedForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("started_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The campaign ends before it begins. Choose a later day."))
        return cleaned


class CampaignPage(WithFiles, Section, Classified):
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.PREPARING
    )
    started_on = models.DateField(_("open since"), null=True, blank=True)
    ends_on = models.DateField(_("open until"), null=True, blank=True)
    led_by = models.CharField(_("led by"), max_length=120, blank=True)
    next_moment = models.CharField(
        _("next moment"),
        max_length=120,
        blank=True,
        help_text=_("What happens next, and when: “Council vote, 30 May”."),
    )
    asks = StreamField([("ask", AskBlock())], verbose_name=_("what we ask for"), blank=True)

    base_form_class = CampaignForm
    needs = (
        *Classified.needs,
        Need(("summary",), _("Say in one or two sentences what the campaign is about.")),
        Need(("asks",), _("Say what you ask for, of whom: add one ask at least.")),
    )
    parent_page_types: ClassVar[list[str]] = ["campaigns.CampaignIndexPage"]
    subpage_types: ClassVar[list[str]] = ["campaigns.CampaignUpdatePage"]
    card_template = "includes/campaign_card.html"
    place_under_topics = 1

    content_panels: ClassVar[list[Panel]] = [
        *Classified.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("status"),
                FieldRowPanel([FieldPanel("started_on"), FieldPanel("ends_on")]),
                FieldPanel("led_by"),
                FieldPanel("next_moment"),
            ],
            heading=_("Where it stands"),
        ),
        FieldPanel("asks"),
        FieldPanel("body"),
        PagesBelowPanel(
            "campaigns.CampaignUpdatePage",
            add=_("Add an update"),
            none=_("There is no update yet."),
            heading=_("Updates"),
        ),
        InlinePanel("goal_links", heading=_("Goals it serves"), label=_("Goal")),
        InlinePanel("files", heading=_("Toolkit"), label=_("File")),
        Classified.taxonomy_panel,
    ]
    search_fields = [
        *Classified.search_fields,
        index.SearchField("led_by"),
        index.SearchField("next_moment"),
        index.SearchField("asks"),
        index.RelatedFields("files", [index.SearchField("description")]),
    ]

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")

    @property
    def tone(self) -> str:
        return TONES.get(Status(self.status), "line")

    @property
    def stages(self) -> list[dict[str, Any]]:
        """The road of a campaign: each stage, and whether it is done or where we are."""
        here = list(Stage).index(STAGE_OF[Status(self.status)])
        return [
            {"label": stage.label, "done": place < here, "current": place == here}
            for place, stage in enumerate(Stage)
        ]

    def get_items(self, request: HttpRequest | None = None) -> models.QuerySet[Page]:
        """Return its updates, newest first: a campaign is a section of its own."""
        updates = CampaignUpdatePage.objects.children_in_any_language(self)
        return CampaignUpdatePage.in_lists(updates.listed_in(self.locale_id))

    @classmethod
    def in_lists(cls, pages: PublicQuerySet) -> PublicQuerySet:
        pages = pages.select_related("image").defer("body", "asks")
        return pages.order_by(BY_STATUS, "-started_on", "path")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "goals": goals_of(self.goal_links, self.locale_id),
            "updates": self.get_results(request),
            **self.shown_terms(),
        }


class CampaignGoal(GoalLink):
    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="goal_links")


class CampaignFile(FileRow):
    """A file of the toolkit."""

    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="files")
