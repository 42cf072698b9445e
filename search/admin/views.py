"""What editors see of the search: what was not found, and why a page is found or not."""

import re
from typing import Any

from django import forms
from django.db.models import Max, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from search.explanation import explain
from search.misses import KEPT
from search.models import Miss, Pin
from search.text import LONGEST_QUERY
from web.languages import language, language_choices

SHOWN = 100


class SearchDeskView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """For whoever looks after what visitors find."""

    permission_policy = ModelPermissionPolicy(Pin)
    permission_required = "change"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class MissesView(SearchDeskView):
    template_name = "search/admin/misses.html"
    page_title = _("Searches without result")
    header_icon = "search"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = Miss.objects.exclude(query="").values("sign", "query", "language")
        rows = asked.annotate(times=Sum("count"), last=Max("day")).order_by("-times", "query")
        misses = [each | {"spoken": language(each["language"])} for each in rows[:SHOWN]]
        return super().get_context_data(**kwargs) | {"misses": misses, "days": KEPT.days}


class ExplainForm(forms.Form):
    query = forms.CharField(
        label=_("Query"), max_length=LONGEST_QUERY, help_text=_("As a visitor types it.")
    )
    language = forms.ChoiceField(label=_("Language of the reader"), choices=language_choices)
    page = forms.ModelChoiceField(
        label=_("Page"), queryset=Page.objects.all(), widget=AdminPageChooser
    )


class ExplainView(SearchDeskView):
    template_name = "search/admin/explain.html"
    page_title = _("Explain a search")
    header_icon = "help"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.copy()
        if not re.fullmatch(r"[0-9]{1,9}", asked.get("page", "")):
            # Of what is no key the chooser would make an error.
            asked.pop("page", None)
        form = ExplainForm(asked or None, initial={"language": get_language()})
        context = super().get_context_data(**kwargs) | {"form": form, "media": form.media}
        if form.is_bound and form.is_valid():
            page = form.cleaned_data["page"]
            if page.permissions_for_user(self.request.user).can_edit():
                said, code = form.cleaned_data["query"], form.cleaned_data["language"]
                context["explanation"] = explain(said, code, page)
            else:
                form.add_error("page", _("Choose a page that you may edit."))
        return context
