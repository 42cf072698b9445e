"""Which pages serve which goals: whatever serves a goal says so by a subclass of `GoalLink`."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import PageChooserPanel
from wagtail.models import Orderable, Page

from core.querysets import public_pages


class GoalLink(Orderable):
    """A row of a page that serves a goal. Subclasses add `page`, a ParentalKey.

    A page may be linked to its goal in another language: the translation key counts.
    """

    goal = models.ForeignKey(
        "strategy.GoalPage",
        verbose_name=_("goal"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [PageChooserPanel("goal")]

    class Meta(Orderable.Meta):
        abstract = True


def serving(goals: Iterable[Page]) -> dict[UUID, list[Page]]:
    """Return the public pages that serve each of the goals, by the goal's translation key.

    All goals must be in one language; so are the pages.
    """
    found: dict[UUID, list[Page]] = defaultdict(list)
    wanted = {goal.translation_key: goal.locale_id for goal in goals}
    if not wanted:
        return found
    for model in GoalLink.__subclasses__():
        pages = public_pages(model._meta.get_field("page").related_model)
        links = (
            model.objects.filter(
                goal__translation_key__in=wanted,
                page__in=pages.filter(locale_id__in=wanted.values()),
            )
            .select_related("page__locale")
            .annotate(key=models.F("goal__translation_key"))
            .order_by("page__path")
        )
        for link in links:
            found[link.key].append(link.page)
    return found
