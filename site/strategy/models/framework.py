"""Strategic frameworks: a period, a status, and one file for each language."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    Panel,
)
from wagtail.models import Page

from core.models.base import BasePage, BasePageForm
from core.models.files import FileRow, WithFiles, prefetch_public_files
from core.needs import Need
from core.querysets import PublicQuerySet, public_pages
from strategy.models.period import clean_period, period_label, year_field


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ADOPTED = "adopted", _("Adopted")
    UNDER_REVIEW = "under_review", _("Under review")
    SUPERSEDED = "superseded", _("Superseded")


class FrameworkForm(BasePageForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        clean_period(self)
        self._clean_files()
        return cleaned

    def _clean_files(self) -> None:
        seen: set[str] = set()
        for form in self.formsets["files"].forms:
            document = form.cleaned_data.get("document") if form.is_valid() else None
            if document is None or form.cleaned_data.get("DELETE"):
                continue
            if document.language in seen:
                form.add_error(
                    "document",
                    _("There is already a file in this language. Keep one for each language."),
                )
                # The page's own form must be refused too, or the row's error would be lost.
                self.add_error(None, ValidationError(_("Two files are in the same language.")))
            seen.add(document.language)


class StrategicFrameworkPage(WithFiles, BasePage):
    period_start = year_field(_("first year"))
    period_end = year_field(_("last year"))
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.DRAFT
    )
    supersedes = models.ForeignKey(
        "self",
        verbose_name=_("supersedes"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="superseded_by",
        help_text=_("The framework that this one takes the place of."),
    )

    base_form_class = FrameworkForm
    needs = (*BasePage.needs, Need(("files",), _("Add the file of the framework.")))
    parent_page_types: ClassVar[list[str]] = ["strategy.StrategyPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("period_start"), FieldPanel("period_end")]),
                FieldPanel("status"),
                PageChooserPanel("supersedes"),
            ],
            heading=_("Period and status"),
        ),
        InlinePanel(
            "files",
            heading=_("Files, one for each language"),
            label=_("File"),
            help_text=_("The language is the one given with the document."),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("strategic framework")
        verbose_name_plural = _("strategic frameworks")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period_end__gte=models.F("period_start")),
                name="strategy_framework_period",
            )
        ]

    @property
    def period(self) -> str:
        return period_label(self.period_start, self.period_end)

    @property
    def stage(self) -> str:
        """Where the framework stands today: an adopted one is current until its last year ends."""
        this_year = timezone.localdate().year
        if self.status == Status.ADOPTED:
            return "completed" if (self.period_end or this_year) < this_year else "current"
        return self.status

    @property
    def stage_label(self) -> str:
        extra = {"current": _("Current"), "completed": _("Completed")}
        return str(extra.get(self.stage) or self.get_status_display())

    @classmethod
    def in_lists(cls, pages: PublicQuerySet) -> PublicQuerySet:
        """Return frameworks with their files, the most recent period first."""
        pages = pages.prefetch_related(prefetch_public_files(FrameworkFile))
        return pages.order_by("-period_start", "path")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "older": self._other(pk=self.supersedes_id) if self.supersedes_id else None,
            "newer": self._other(supersedes=self.pk),
        }

    def _other(self, **condition: object) -> Page | None:
        return public_pages(StrategicFrameworkPage).filter(**condition).first()


class FrameworkFile(FileRow):
    page = ParentalKey(StrategicFrameworkPage, on_delete=models.CASCADE, related_name="files")
