"""The search in the admin: what editors decide of it, and what they may know."""

from typing import ClassVar

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search.admin.views import ExplainView, MissesView
from search.models import Pin, Synonyms


class PinViewSet(SnippetViewSet):
    model = Pin
    icon = "pick"
    menu_label = _("First results")
    list_display: ClassVar = ["query", "language", "page", "first_day", "last_day"]
    list_filter: ClassVar = ["language"]


class SynonymsViewSet(SnippetViewSet):
    model = Synonyms
    icon = "link"
    menu_label = _("Synonyms")


class SearchViewSetGroup(SnippetViewSetGroup):
    items = (PinViewSet, SynonymsViewSet)
    menu_label = _("Search")
    menu_icon = "search"
    menu_name = "site-search"
    menu_order = 700


register_snippet(SearchViewSetGroup)


@hooks.register("register_admin_urls")
def search_urls() -> list[URLResolver]:
    urls = [
        path("misses/", MissesView.as_view(), name="misses"),
        path("explain/", ExplainView.as_view(), name="explain"),
    ]
    return [path("reports/search/", include((urls, "search_admin")))]


class SearchMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("search.change_pin")


@hooks.register("register_reports_menu_item")
def misses_menu_item() -> MenuItem:
    return SearchMenuItem(
        _("Searches without result"),
        reverse_lazy("search_admin:misses"),
        name="search-misses",
        icon_name="search",
        order=800,
    )


@hooks.register("register_reports_menu_item")
def explain_menu_item() -> MenuItem:
    return SearchMenuItem(
        _("Explain a search"),
        reverse_lazy("search_admin:explain"),
        name="search-explain",
        icon_name="help",
        order=810,
    )
