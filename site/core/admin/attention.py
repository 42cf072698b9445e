"""The home screen of the admin: what needs somebody's attention, in few queries."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import PageViewRestriction, get_page_models
from wagtail.permissions import page_permission_policy

from background.admin.failures import Failures
from core.housekeeping import overdue
from core.models import BasePage
from translation.queue import waiting
from users.people import person
from web.languages import language

OVERDUE_SHOWN = 5


@dataclass(frozen=True)
class Concern:
    """Something to look at, and the list where it is looked at."""

    text: str
    url: str


class AttentionPanel(Component):
    name = "attention"
    template_name = "core/admin/attention_panel.html"
    order = 10

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"concerns": list(self.get_concerns())}

    def get_concerns(self) -> list[Concern]:
        mine = page_permission_policy.explorable_instances(self.request.user)
        explorer = reverse("wagtailadmin_explore_root")
        concerns = []
        if drafts := mine.filter(has_unpublished_changes=True, depth__gt=1).count():
            text = ngettext(
                "%(count)d page has changes that are not published",
                "%(count)d pages have changes that are not published",
                drafts,
            )
            concerns.append(
                Concern(text % {"count": drafts}, reverse("wagtailadmin_reports:aging_pages"))
            )
        wordless = mine.filter(without_alternative_text()).count()
        if wordless:
            text = ngettext(
                "%(count)d page shows an image without alternative text",
                "%(count)d pages show an image without alternative text",
                wordless,
            )
            concerns.append(Concern(text % {"count": wordless}, explorer))
        concerns += self._translations()
        if self.request.user.is_superuser:
            concerns += self._for_administrators(explorer)
        return concerns

    def _for_administrators(self, explorer: str) -> Iterator[Concern]:
        if failed := len(Failures.all()):
            text = ngettext(
                "%(count)d piece of background work has failed",
                "%(count)d pieces of background work have failed",
                failed,
            )
            yield Concern(text % {"count": failed}, reverse("background:index"))
        for page in overdue()[:OVERDUE_SHOWN]:
            text = _("“%(title)s” is overdue: the worker does not keep the schedule")
            yield Concern(
                text % {"title": page.get_admin_display_title()},
                reverse("wagtailadmin_pages:edit", args=[page.pk]),
            )
        if PageViewRestriction.objects.exists():
            yield Concern(
                _("A page is restricted: visitors do not find it, whoever they are"), explorer
            )

    def _translations(self) -> Iterator[Concern]:
        numbers = Counter(each.locale.language_code for each in waiting(person(self.request)))
        for code, number in numbers.items():
            text = ngettext(
                "%(count)d page waits for work in %(language)s",
                "%(count)d pages wait for work in %(language)s",
                number,
            )
            yield Concern(
                text % {"count": number, "language": language(code).name},
                f"{reverse('translation:queue')}?language={code}",
            )


def without_alternative_text() -> Q:
    """Return the condition that a page shows an image and says nothing of it."""
    models = (model for model in get_page_models() if issubclass(model, BasePage))
    wordless = (
        model.objects.filter(image__isnull=False, image_alt="").values("pk") for model in models
    )
    return reduce(or_, (Q(pk__in=pages) for pages in wordless))
