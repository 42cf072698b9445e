"""The screen of background work, among the reports of the admin."""

from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem

from background.admin.views import BackgroundView, GiveUpView, RetryView


@hooks.register("register_admin_urls")
def background_urls() -> list[URLResolver]:
    urls = [
        path("", BackgroundView.as_view(), name="index"),
        path("try-again/", RetryView.as_view(), name="retry"),
        path("give-up/", GiveUpView.as_view(), name="give_up"),
    ]
    return [path("reports/background/", include((urls, "background")))]


@hooks.register("register_reports_menu_item")
def background_menu_item() -> AdminOnlyMenuItem:
    return AdminOnlyMenuItem(
        _("Background work"),
        reverse_lazy("background:index"),
        name="background",
        icon_name="cogs",
        order=9010,
    )
