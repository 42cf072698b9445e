"""Spaces in the admin: founded and overseen, and not read."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from coalitions.admin import views
from coalitions.admin.handed import HandedPanel, say_where_it_comes_from


@hooks.register("register_admin_urls")
def coalition_urls() -> list[URLResolver]:
    urls = [
        path("", views.IndexView.as_view(), name="index"),
        path("found/", views.FoundView.as_view(), name="found"),
        path("<uuid:pk>/", views.SpaceView.as_view(), name="space"),
        path("<uuid:pk>/look-in/", views.GlassView.as_view(), name="break_glass"),
    ]
    return [path("spaces/", include((urls, "coalitions_admin")))]


@hooks.register("register_admin_menu_item")
def coalition_menu_item() -> AdminOnlyMenuItem:
    return AdminOnlyMenuItem(
        _("Spaces"),
        reverse_lazy("coalitions_admin:index"),
        name="spaces",
        icon_name="group",
        order=600,
    )


@hooks.register("construct_homepage_panels")
def handed_over(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(HandedPanel(request))


@hooks.register("before_edit_page")
def where_a_page_comes_from(request: HttpRequest, page: Page) -> None:
    say_where_it_comes_from(request, page)
