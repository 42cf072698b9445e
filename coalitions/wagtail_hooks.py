"""Spaces in the admin: founded and overseen, and not read."""

from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem

from coalitions.admin import views


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
