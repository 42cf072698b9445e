"""What waits to be translated into a language, and what changed in an original since."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy

from translation.admin.screens import Screen
from translation.changes import changes
from translation.followers import original_of
from translation.passages import translation_of
from translation.queue import Entry, State, entries, waiting
from users.people import person

PER_PAGE = 25


class QueueView(Screen):
    template_name = "translation/admin/queue.html"
    page_title = _("Translations")
    header_icon = "wagtail-localize-language"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = waiting(person(self.request))
        code, state = self._language(found), self.request.GET.get("state", "")
        of_language = [each for each in found if each.locale.language_code == code]
        chosen = [each for each in of_language if state in ("", each.state.value)]
        return super().get_context_data(
            locales=Locale.objects.order_by("pk"),
            numbers=Counter(each.locale.pk for each in found),
            states=_counted(of_language),
            code=code,
            state=state,
            results=Paginator(chosen, PER_PAGE).get_page(self.request.GET.get("p")),
        )

    def _language(self, found: list[Entry]) -> str:
        """Return the language that is asked for; the first in which something waits."""
        asked = self.request.GET.get("language", "")
        if Locale.objects.filter(language_code=asked).exists():
            return asked
        return found[0].locale.language_code if found else get_language()


def _counted(found: list[Entry]) -> list[tuple[State, int]]:
    numbers = Counter(each.state for each in found)
    return [(state, numbers[state]) for state in State if numbers[state]]


class PageView(Screen):
    """One page, in every language."""

    template_name = "translation/admin/page.html"
    page_title = _("In other languages")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        mine = page_permission_policy.explorable_instances(request.user)
        self.page = get_object_or_404(mine.filter(depth__gt=1), pk=kwargs["page_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        only = Page.objects.filter(pk=self.page.pk)
        return super().get_context_data(results=entries(person(self.request), only))


class ChangesView(Screen):
    """Old and new side by side; taken over, they are passages to translate."""

    template_name = "translation/admin/changes.html"
    page_title = _("What has changed in the original")
    header_icon = "history"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        page = get_object_or_404(Page, pk=kwargs["page_id"], alias_of=None)
        original = original_of(page)
        if original == page or not page.permissions_for_user(request.user).can_edit():
            raise Http404
        self.page, self.original = page.specific, original.specific
        self.translation = translation_of(page)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.translation is None:
            raise Http404
        self.translation.source.update_from_db()
        messages.success(request, _("What is new is among the passages, to be translated."))
        return redirect(self.editing)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(changes=changes(self.original, self.page, self.translation))

    @property
    def is_synchronised(self) -> bool:
        return bool(self.translation and self.translation.enabled)
