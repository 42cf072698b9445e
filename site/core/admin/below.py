"""In the form of a page: the pages of a type below it, and the way to one more."""

from itertools import chain
from typing import Any

from django.apps import apps
from django.urls import reverse
from wagtail.admin.panels import Panel
from wagtail.models import Page

from core.querysets import PublicQuerySet


class PagesBelowPanel(Panel):
    """Lists the pages of one type directly below this one, drafts too.

    What stands below a translation of it, and is public, is listed as it is on the page: nobody
    writes a second time what is there in another language.
    """

    def __init__(self, page_type: str, *, add: Any, none: Any, **kwargs: Any) -> None:
        """`add` is what the button says, `none` what is said while there is no such page."""
        super().__init__(**kwargs)
        self.said = {"page_type": page_type, "add": add, "none": none}

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | self.said

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/admin/pages_below.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            is_there = self.instance.pk is not None
            return super().get_context_data(parent_context) | {
                "pages": list(self._pages()) if is_there else [],
                "add_url": self._add_url() if is_there else "",
                "is_there": is_there,
                "said": self.panel.said,
            }

        @property
        def _model(self) -> type[Page]:
            return apps.get_model(self.panel.said["page_type"])

        def _pages(self) -> chain[Page]:
            model = self._model
            here = model.objects.child_of(self.instance).select_related("locale").order_by("path")
            everywhere = PublicQuerySet(model).children_in_any_language(self.instance)
            elsewhere = everywhere.listed_in(self.instance.locale_id).order_by("path")
            known = [page.translation_key for page in here]
            return chain(here, elsewhere.exclude(translation_key__in=known))

        def _add_url(self) -> str:
            about = self._model._meta
            user = self.request.user if self.request else None
            if user is None or not self.instance.permissions_for_user(user).can_add_subpage():
                return ""
            args = [about.app_label, about.model_name, self.instance.pk]
            back = reverse("wagtailadmin_pages:edit", args=[self.instance.pk])
            return f"{reverse('wagtailadmin_pages:add', args=args)}?next={back}"
