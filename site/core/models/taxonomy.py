"""Topics and regions: one row for one idea, named in every language, with an address of its own."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, OuterRef, Subquery, Value, When
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.fields import RichTextField
from wagtail.search import index

from background.whole import SavedWhole
from core.blocks import TEXT_FEATURES
from web.languages import cldr, language_choices, languages
from web.slugs import slug_of


def country_choices() -> list[tuple[str, str]]:
    """Return the countries and territories of the CLDR in the active language, by name."""
    territories = cldr(translation.get_language()).territories
    return sorted(
        ((code, name) for code, name in territories.items() if len(code) == 2 and code.isalpha()),
        key=lambda choice: choice[1],
    )


class TermQuerySet(models.QuerySet["Term"]):
    def named(self, code: str) -> "TermQuerySet":
        """Fetch each name in a language with its row, and put them in the order of the names."""
        words: Any = self.model._meta.get_field("names").related_model
        nearest = Case(
            When(language=code, then=Value(0)),
            When(language=settings.LANGUAGE_CODE, then=Value(1)),
            default=Value(2),
        )
        here = words.objects.filter(term=OuterRef("pk")).order_by(nearest, "pk")
        return self.annotate(name=Subquery(here.values("name")[:1])).order_by("name")


class Term(index.Indexed, ClusterableModel):
    """What something is about. Named in no language, it is still known by its slug."""

    # The field of a page that says which of these it is about.
    relation: ClassVar[str]

    slug = models.SlugField(
        _("slug"),
        max_length=80,
        unique=True,
        blank=True,
        allow_unicode=True,
        help_text=_(
            "How this appears in addresses, in every language. Left empty, it is made of the name."
        ),
    )

    objects = TermQuerySet.as_manager()

    search_fields: ClassVar[list[index.BaseField]] = [
        index.FilterField("slug"),
        index.RelatedFields("names", [index.SearchField("name"), index.AutocompleteField("name")]),
    ]

    class Meta:
        abstract = True
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it and its names, all or none."""
        self.slug = self.slug or self._free_slug()
        super().save(*args, **kwargs)

    @cached_property
    def name(self) -> str:
        """The name in the language being spoken; `TermQuerySet.named` fetches it with the row."""
        return self.name_in(translation.get_language())

    def name_in(self, code: str) -> str:
        """Return the name in a language; failing that, the one in another, or the slug."""
        names = {row.language: row.name for row in self.names.all()}
        return next(
            filter(None, (names.get(code), names.get(settings.LANGUAGE_CODE), *names.values())),
            self.slug,
        )

    def words_in(self, code: str) -> "TermWords | None":
        """Return what is said of it in a language."""
        return self.names.filter(language=code).first()

    def get_url(self) -> str:
        """Return its address in the language being spoken."""
        return reverse(self._meta.model_name, args=[self.slug])

    def _free_slug(self) -> str:
        slug = slug_of(self.name_in(settings.LANGUAGE_CODE))[:70] or "x"
        taken = set(type(self).objects.filter(slug__startswith=slug).values_list("slug", flat=True))
        free = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
        return slug if slug not in taken else next(each for each in free if each not in taken)


class TermWords(SavedWhole):
    """What is said of a term in one language."""

    # A ParentalKey of each subclass.
    term: Term
    term_id: int

    language = models.CharField(_("language"), max_length=12, choices=language_choices)
    name = models.CharField(_("name"), max_length=80)
    summary = models.TextField(
        _("in one sentence"), blank=True, max_length=300, help_text=_("Under its name on its page.")
    )
    text = RichTextField(_("what we say"), blank=True, features=TEXT_FEATURES)

    panels: ClassVar[list[Panel]] = [
        FieldPanel("language"),
        FieldPanel("name"),
        FieldPanel("summary"),
        FieldPanel("text"),
    ]

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language"],
                name="%(app_label)s_%(class)s_once_a_language",
                violation_error_message=_("It has a name in this language already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Topic(Term):
    relation = "topics"

    panels: ClassVar[list[Panel]] = [
        InlinePanel("names", heading=_("Names"), label=_("Language"), min_num=1),
        FieldPanel("slug"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class TopicWords(TermWords):
    term = ParentalKey(Topic, on_delete=models.CASCADE, related_name="names")


class RegionForm(WagtailAdminModelForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        named = any(
            (form.instance.pk or form.has_changed()) and not form.cleaned_data.get("DELETE")
            for form in self.formsets["names"].forms
            if form.is_valid()
        )
        if not cleaned.get("country") and not named:
            raise ValidationError(_("Give the region a name, or choose a country."))
        return cleaned


class Region(Term):
    """A part of the world with a name of its own, or a country, which the CLDR names."""

    relation = "regions"

    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        choices=country_choices,
        help_text=_("It brings its names with it; each may then be written otherwise."),
    )

    base_form_class = RegionForm
    panels: ClassVar[list[Panel]] = [
        FieldPanel("country"),
        InlinePanel("names", heading=_("Names"), label=_("Language")),
        FieldPanel("slug"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.country:
            self._bring_names()
        super().save(*args, **kwargs)

    def _bring_names(self) -> None:
        known = {row.language for row in self.names.all()}
        for each in languages():
            if each.code not in known:
                name = cldr(each.code).territories.get(self.country, self.country)
                self.names.add(RegionWords(language=each.code, name=name))


class RegionWords(TermWords):
    term = ParentalKey(Region, on_delete=models.CASCADE, related_name="names")
