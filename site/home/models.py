"""The home page of a language: three lines that get louder, and the best of each section."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, PageChooserPanel, Panel
from wagtail.models import Page
from wagtail.search import index

from core.models import IndexPage
from core.models.base import RootPage
from core.querysets import public_pages
from strategy.models import GoalPage, StrategyPage
from strategy.models.goal import latest_readings

# How many of each section's pages the home page shows.
SHOWN_PER_SECTION = 4
SHOWN_AS_NEWS = 3


class HomePage(RootPage):
    line_1 = models.CharField(
        _("first line"), max_length=60, help_text=_("Two to four words; said quietly.")
    )
    line_2 = models.CharField(
        _("second line"), max_length=60, blank=True, help_text=_("Said louder.")
    )
    line_3 = models.CharField(
        _("third line"),
        max_length=60,
        blank=True,
        help_text=_("Loudest. The three lines read as one sentence."),
    )
    lead_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("what to do now"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The yellow button leads there; usually the campaign that is live."),
    )
    action_label = models.CharField(
        _("words on the button"),
        max_length=60,
        blank=True,
        help_text=_("Say what happens. Left empty, the title of the page is used."),
    )

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]

    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("line_1"), FieldPanel("line_2"), FieldPanel("line_3")],
            heading=_("The heading that gets louder"),
        ),
        FieldPanel("summary"),
        MultiFieldPanel(
            [PageChooserPanel("lead_page"), FieldPanel("action_label")], heading=_("Act now")
        ),
        HelpPanel(
            _(
                "The theory of change comes from the strategy page, the lists from the sections "
                "that are shown in menus."
            )
        ),
        FieldPanel("body"),
        FieldPanel("footer_note"),
        MultiFieldPanel(
            [FieldPanel("image"), FieldPanel("image_alt")],
            heading=_("Image shown when the site is shared"),
        ),
    ]

    search_fields = [
        *RootPage.search_fields,
        index.SearchField("line_1"),
        index.SearchField("line_2"),
        index.SearchField("line_3"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        sections = list(self.get_sections())
        goals = public_pages(GoalPage).descendant_of(self)
        return context | {
            "strategy": public_pages(StrategyPage).child_of(self).first(),
            "lead": self.get_lead(sections),
            "news": public_pages()
            .descendant_of(self)
            .filter(depth__gt=self.depth + 1)
            .order_by("-first_published_at")[:SHOWN_AS_NEWS],
            "moved": latest_readings(goals),
            "sections": sections,
        }

    def get_lead(self, sections: list["Highlights"]) -> Page | None:
        """Return the page to act on, in this language; None when it is not public in it."""
        if not self.lead_page_id:
            return None
        listed = (item for section in sections for item in section.items)
        for item in listed:
            if item.pk == self.lead_page_id:
                return item
        key = Page.objects.filter(pk=self.lead_page_id).values("translation_key")
        found = public_pages().filter(locale_id=self.locale_id, translation_key__in=key).first()
        return found.specific if found else None

    def get_sections(self) -> Iterator["Highlights"]:
        for page in public_pages().child_of(self).in_menu():
            # Its own class, without asking the database for more than its title and address.
            section = page.specific_deferred
            if isinstance(section, IndexPage):
                yield Highlights(section, list(section.get_items()[:SHOWN_PER_SECTION]))


@dataclass(frozen=True)
class Highlights:
    """A section of the site and its first items, as the home page shows them."""

    page: IndexPage
    items: list[Page]
