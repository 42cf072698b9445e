"""The page of the checkup, among the reports of the admin."""

from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem

from operations.views import HealthView


@hooks.register("register_admin_urls")
def health_urls() -> list[URLPattern]:
    return [path("reports/health/", HealthView.as_view(), name="health")]


@hooks.register("register_reports_menu_item")
def health_menu_item() -> AdminOnlyMenuItem:
    return AdminOnlyMenuItem(
        _("Health"), reverse_lazy("health"), name="health", icon_name="help", order=9000
    )
