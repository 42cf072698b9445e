"""What every page of the site has: a summary, an image with words for it, a body, a way around."""

from typing import Any, ClassVar

from django.core.paginator import Page as ResultsPage
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction, Revision, get_page_models
from wagtail.search import index

from core.blocks import BodyBlock, anchors
from core.feeds import section_feed
from core.needs import Need, ask_in
from core.querysets import PublicManager, PublicQuerySet, public_pages
from media.models import Image
from translation.publishing import check_translated

PER_PAGE = 20


class BasePageForm(WagtailAdminPageForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        # A draft may wait for its words; a page that is published or submitted may not.
        if not self.is_deferred_validation:
            ask_in(self, self.instance.needs)
        return cleaned

    def add_error(self, field: str | None, error: Any) -> None:
        # A draft whose day has passed is worked on as it stands; publishing asks for another day.
        # Wagtail says so after our own `clean`.
        if field == "expire_at" and self.is_deferred_validation and self._is_over():
            return
        super().add_error(field, error)

    def _is_over(self) -> bool:
        expire_at = self.cleaned_data.get("expire_at")
        return expire_at is not None and expire_at < timezone.now()


class BasePage(Page):
    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=400,
        help_text=_(
            "One or two sentences under the title, in lists and in search results. "
            "About 200 characters look best."
        ),
    )
    image = models.ForeignKey(
        Image,
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Its credit is printed under it."),
    )
    image_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the image shows, in the language of this page."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    base_form_class = BasePageForm
    # Nothing private is a page: coalitions have their own place. A restriction set by other
    # means is honoured all the same (core/querysets.py).
    private_page_options: ClassVar[list[str]] = []

    # What is asked of a page of this type before it goes up.
    needs: ClassVar[tuple[Need, ...]] = (
        Need(
            ("image_alt",),
            _("Say what the image shows, for people who cannot see it."),
            given="image",
        ),
    )

    # Set by the view that has just asked the database: see `get_view_restrictions`.
    is_known_public = False

    # How this page looks in a list of its kind, or in a list of mixed pages.
    card_template: ClassVar[str] = "includes/card.html"
    is_home: ClassVar[bool] = False

    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("image"), FieldPanel("image_alt")], heading=_("Image"), icon="image"
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]

    objects = PublicManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        # One step, never a chain, from any alias to what it copies: see core/querysets.py.
        original = self.alias_of  # type: ignore[has-type] # Wagtail is untyped
        if original and original.alias_of:
            self.alias_of = original.alias_of
        super().save(*args, **kwargs)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Raises StillUntranslated: see translation/publishing.py."""
        check_translated(revision)
        super().publish(revision, *args, **kwargs)

    @property
    def canonical(self) -> Page:
        """The page whose words these are: an alias prints those of another, in its language."""
        return self.alias_of or self

    @property
    def kind_label(self) -> str:
        """What a visitor calls this sort of page: “Campaign”, “Resource”."""
        return str(self._meta.verbose_name)

    @property
    def description(self) -> str:
        """What search engines and messengers show beside the link."""
        return self.search_description or self.summary

    @property
    def headings(self) -> list[dict[str, str]]:
        """The headings of the body, each with its block and the fragment that leads to it."""
        rows = [row for row in self.body.raw_data if row["type"] == "heading"]
        fragments = anchors([row["value"] for row in rows])
        return [
            {"block": row.get("id", ""), "text": row["value"], "anchor": fragment}
            for row, fragment in zip(rows, fragments, strict=True)
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        # A preview speaks the language of the page, not that of the editor.
        with translation.override(self.locale.language_code):
            response = super().serve_preview(request, mode_name)
            response.render()
        return response

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        # Wagtail asks again, with two queries, before it serves the page.
        if self.is_known_public:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def get_neighbours(self) -> tuple[Page | None, Page | None]:
        """Return the pages read before and after this one; none where there is no such order."""
        return None, None

    @classmethod
    def in_lists(cls, pages: PublicQuerySet) -> PublicQuerySet:
        """Return pages of this kind in the order of their lists, with what their cards show."""
        return pages.order_by("path")


class DatedPage(BasePage):
    """A page that belongs to a day: its neighbours are those of the days before and after."""

    date = models.DateField(_("date"), default=timezone.localdate)

    content_panels: ClassVar[list[Panel]] = [*BasePage.content_panels, FieldPanel("date")]
    search_fields = [*BasePage.search_fields, index.FilterField("date")]

    class Meta:
        abstract = True

    @classmethod
    def in_lists(cls, pages: PublicQuerySet) -> PublicQuerySet:
        return pages.defer("body").order_by("-date", "-path")

    def get_neighbours(self) -> tuple[Page | None, Page | None]:
        siblings = public_pages(type(self)).sibling_of(self, inclusive=False)
        same_day = models.Q(date=self.date)
        older = models.Q(date__lt=self.date) | same_day & models.Q(path__lt=self.path)
        newer = models.Q(date__gt=self.date) | same_day & models.Q(path__gt=self.path)
        return (
            siblings.filter(older).order_by("-date", "-path").first(),
            siblings.filter(newer).order_by("date", "path").first(),
        )


class RootPage(BasePage):
    """The home page of a language: it also carries what each page of the language says below."""

    is_home = True

    footer_note = models.TextField(
        _("footer note"),
        blank=True,
        max_length=300,
        help_text=_("At the very end of each page: the licence of the texts, for example."),
    )

    class Meta:
        abstract = True


class TopPage:
    """Goes before a page that stands directly below the home page, whichever model that is."""

    @classmethod
    def clean_parent_page_models(cls) -> list[type[Page]]:
        return [model for model in get_page_models() if issubclass(model, RootPage)]


class Section(RoutablePageMixin):
    """What lists the pages below it, by pages of twenty, and has a feed of them."""

    # How the home page shows its first items.
    highlights_template: ClassVar[str] = "includes/highlights.html"

    def get_items(self, request: HttpRequest | None = None) -> models.QuerySet[Page]:
        """Return the public pages of this section, newest or most important first."""
        raise NotImplementedError

    def get_results(self, request: HttpRequest) -> ResultsPage:
        # `get_page` answers a malformed or absurd number with the first or the last page.
        return Paginator(self.get_items(request), PER_PAGE).get_page(request.GET.get("page"))

    def get_route_paths(self) -> list[str]:
        # When the section moves, whoever follows its feed moves along.
        return ["/", f"/{self.reverse_subpage('feed')}"]

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        return section_feed(request, self)


class IndexPage(TopPage, Section, BasePage):
    """A page that is a section: its list is what it is there for."""

    show_in_menus_default = True

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"results": self.get_results(request)}
