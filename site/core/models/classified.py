"""Pages that say what they are about, and where: they are found under their topics and regions."""

from typing import Any, ClassVar

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import get_page_models
from wagtail.search import index

from core.models.base import BasePage, BasePageForm
from core.models.taxonomy import Region, TermQuerySet, Topic
from core.rows import values_of


class ClassifiedForm(BasePageForm):
    """Topics and regions are offered by their names, in the language of the admin."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("topics", "regions"):
            if name in self.fields:
                terms = self.fields[name].queryset
                self.fields[name].queryset = terms.named(translation.get_language())


class Classified(BasePage):
    """Works on a draft, whose choices are in no table yet."""

    topics = ParentalManyToManyField("core.Topic", verbose_name=_("topics"), blank=True)
    regions = ParentalManyToManyField("core.Region", verbose_name=_("regions"), blank=True)

    # Where its kind stands on the page of a topic: what one can act on first.
    place_under_topics: ClassVar[int]
    # A shelf of small things to take away is a grid; everything else is read line by line.
    is_in_cards: ClassVar[bool] = False

    taxonomy_panel = MultiFieldPanel(
        [FieldPanel(name, widget=forms.CheckboxSelectMultiple) for name in ("topics", "regions")],
        heading=_("Topics and regions"),
    )
    search_fields = [
        *BasePage.search_fields,
        index.RelatedFields("topics", [index.SearchField("name")]),
        index.RelatedFields("regions", [index.SearchField("name")]),
    ]

    base_form_class = ClassifiedForm

    class Meta:
        abstract = True

    def shown_terms(self) -> dict[str, TermQuerySet]:
        """Return its topics and regions, named in its own language, for its template."""
        code = self.locale.language_code
        return {
            term.relation: term.objects.filter(
                pk__in=values_of(getattr(self, term.relation), "id")
            ).named(code)
            for term in (Topic, Region)
        }


def classified_models() -> list[type[Classified]]:
    """Return every sort of page that has topics, in the order in which a topic lists them."""
    models = (model for model in get_page_models() if issubclass(model, Classified))
    return sorted(
        (model for model in models if model.is_creatable), key=lambda m: m.place_under_topics
    )
