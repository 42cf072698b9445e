"""What administrators do for spaces: found one, name its first coordinator, and in need look in."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, Table, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from background.admin.access import SuperuserRequiredMixin
from coalitions.counts import counted
from coalitions.forms import CoordinatorForm, FoundForm, GlassForm, saved
from coalitions.models import Coalition
from coalitions.services.founding import break_glass, found
from coalitions.services.invitations import name_coordinator
from users.again import shown_again
from users.people import person

# Proposed when a space is founded.
KEPT = timedelta(days=3 * 365)


class OverseerView(SuperuserRequiredMixin, WagtailAdminTemplateMixin):
    header_icon = "group"
    kwargs: dict[str, Any]
    request: Any

    @cached_property
    def coalition(self) -> Coalition:
        # Nothing of what is inside is fetched, so that nothing of it can be shown.
        outside = Coalition.objects.only("label", "sensitivity", "founded_at", "retained_until")
        return get_object_or_404(counted(outside), pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        spaces = {"url": reverse("coalitions_admin:index"), "label": _("Spaces")}
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, spaces, here]


class IndexView(OverseerView, TemplateView):
    template_name = "coalitions/admin/index.html"
    page_title = _("Spaces")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns = [
            TitleColumn("label", label=_("Name in the register"), get_url=_address),
            Column("get_sensitivity_display", label=_("Sensitivity")),
            Column("member_count", label=_("Members")),
            Column("coordinator_count", label=_("Coordinators")),
            DateColumn("founded_at", label=_("Founded")),
            Column("retained_until", label=_("Kept until")),
        ]
        rows = list(counted(Coalition.objects.all()))
        table = Table(columns, rows, caption=_("Spaces"))
        return super().get_context_data(**kwargs, table=table, spaces=rows)


class OverseerFormView(OverseerView, FormView):
    """A form that a service saves, or refuses in words."""

    done: Any = None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if not saved(form, lambda: self.save(**form.cleaned_data)):
            return self.form_invalid(form)
        if self.done:
            messages.success(request, self.done)
        return redirect(self.get_success_url())

    def save(self, **said: Any) -> None:
        raise NotImplementedError


class FoundView(OverseerFormView):
    template_name = "coalitions/admin/found.html"
    page_title = _("Found a space")
    form_class = FoundForm
    success_url = reverse_lazy("coalitions_admin:index")
    done = _("Founded. The coordinator has an invitation on its way.")

    def get_initial(self) -> dict[str, Any]:
        return {
            "languages": [get_language()],
            "language": get_language(),
            "retained_until": timezone.localdate() + KEPT,
        }

    def save(self, **said: Any) -> None:
        found(by=person(self.request), **said)


class SpaceView(OverseerFormView):
    """What may be known of a space from outside; a coordinator for one that has none."""

    template_name = "coalitions/admin/space.html"
    form_class = CoordinatorForm
    page_title = ""
    done = _("The invitation is on its way.")

    def get_page_title(self) -> str:
        return self.coalition.label

    def get_initial(self) -> dict[str, Any]:
        return {"language": get_language()}

    def get_success_url(self) -> str:
        return _address(self.coalition)

    def save(self, **said: Any) -> None:
        name_coordinator(coalition=self.coalition, **said)


@method_decorator(shown_again, name="dispatch")
class GlassView(OverseerFormView):
    """Looking into a space takes a reason that all its members read, and a second step."""

    template_name = "coalitions/admin/break_glass.html"
    form_class = GlassForm
    page_title = _("Look into a space")

    def get_success_url(self) -> str:
        return reverse("spaces:overview", args=[self.coalition.pk])

    def save(self, **said: Any) -> None:
        break_glass(by=person(self.request), coalition=self.coalition, **said)


def _address(coalition: Coalition) -> str:
    return reverse("coalitions_admin:space", args=[coalition.pk])
