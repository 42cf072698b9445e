"""A campaign: what is asked of whom, how far it is, and everything to carry it further."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    Panel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from campaigns.models.status import STAGE_OF, TONES, Stage, Status
from core.models import Region, Topic
from core.models.base import BasePage, BasePageForm, Section
from core.querysets import public_pages
from core.rows import rows_with_documents, values_of


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


class CampaignForm(BasePageForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("started_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The campaign ends before it begins. Choose a later day."))
        return cleaned


class CampaignPage(Section, BasePage):
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
    topics = ParentalManyToManyField("core.Topic", verbose_name=_("topics"), blank=True)
    regions = ParentalManyToManyField("core.Region", verbose_name=_("regions"), blank=True)

    base_form_class = CampaignForm
    parent_page_types: ClassVar[list[str]] = ["campaigns.CampaignIndexPage"]
    subpage_types: ClassVar[list[str]] = ["campaigns.CampaignUpdatePage"]
    card_template = "includes/campaign_card.html"

    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
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
        InlinePanel("goal_links", heading=_("Goals it serves"), label=_("Goal")),
        InlinePanel("toolkit", heading=_("Toolkit"), label=_("File")),
        MultiFieldPanel(
            [FieldPanel("topics"), FieldPanel("regions")], heading=_("Topics and regions")
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("led_by"),
        index.SearchField("next_moment"),
        index.SearchField("asks"),
        index.RelatedFields("topics", [index.SearchField("name")]),
        index.RelatedFields("toolkit", [index.SearchField("description")]),
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
        model = self._meta.apps.get_model("campaigns", "CampaignUpdatePage")
        return public_pages(model).child_of(self).order_by("-date", "-path")

    def get_goals(self) -> models.QuerySet[Page]:
        """Return the goals it serves, in its own language, whichever they were chosen in."""
        model = CampaignGoal._meta.get_field("goal").related_model
        keys = values_of(self.goal_links, "goal__translation_key")
        return public_pages(model).filter(locale_id=self.locale_id, translation_key__in=keys)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "goals": self.get_goals(),
            "toolkit": rows_with_documents(self.toolkit.select_related("document")),
            "topics": Topic.in_locale(self.topics, self.locale),
            "regions": Region.in_locale(self.regions, self.locale),
            "updates": self.get_results(request),
        }


class CampaignGoal(Orderable):
    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="goal_links")
    goal = models.ForeignKey(
        "strategy.GoalPage",
        verbose_name=_("goal"),
        on_delete=models.CASCADE,
        related_name="campaign_links",
    )

    panels = [PageChooserPanel("goal")]


class CampaignFile(Orderable):
    """A file of the toolkit; the title and the words about it are translated with the campaign."""

    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="toolkit")
    document = models.ForeignKey(
        "media.Document", verbose_name=_("document"), on_delete=models.CASCADE, related_name="+"
    )
    description = models.CharField(
        _("what it is for"), max_length=160, blank=True, help_text=_("“Four minutes, two blanks.”")
    )

    panels = [FieldPanel("document"), FieldPanel("description")]
