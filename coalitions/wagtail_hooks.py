"""Spaces in the admin: founded and overseen, and not read."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from coalitions.admin import sharing, views
from coalitions.admin.handed import HandedPanel, say_where_it_comes_from
from coalitions.admin.sharing import may_share, say_what_is_said_of_it


@hooks.register("register_admin_urls")
def coalition_urls() -> list[URLResolver]:
    urls = [
        path("", views.IndexView.as_view(), name="index"),
        path("found/", views.FoundView.as_view(), name="found"),
        path("<uuid:pk>/", views.SpaceView.as_view(), name="space"),
        path("<uuid:pk>/look-in/", views.GlassView.as_view(), name="break_glass"),
        path("pages/<int:page_id>/", sharing.ShareView.as_view(), name="share"),
        path(
            "pages/<int:page_id>/<uuid:draft_id>/end/",
            sharing.EndView.as_view(),
            name="end_sharing",
        ),
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
def what_spaces_have_to_do_with_a_page(request: HttpRequest, page: Page) -> None:
    # Wagtail asks before this whether they may edit it. What they send, again and again by itself,
    # is not answered with it.
    if request.method == "GET":
        say_where_it_comes_from(request, page)
        say_what_is_said_of_it(request, page)


@hooks.register("register_page_header_buttons")
def share_button(page: Page, user: Any, view_name: str, next_url: str = "") -> Iterator[Button]:
    if may_share(user, page):
        url = reverse("coalitions_admin:share", args=[page.pk])
        yield Button(_("Share with a space"), url, icon_name="group", priority=70)
