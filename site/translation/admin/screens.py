"""What the screens of this package have in common: where they stand in the admin."""

from typing import Any

from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin


class Screen(WagtailAdminTemplateMixin, TemplateView):
    """A screen about a page, or about all of them."""

    page: Any = None

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title()) if self.page else ""

    @property
    def editing(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]
        if self.page:
            url = reverse("wagtailadmin_explore", args=[self.page.pk])
            items.insert(-1, {"url": url, "label": self.get_page_subtitle()})
        return items
