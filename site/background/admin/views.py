"""The screen of background work: what failed, what waits, which chores were done."""

from typing import Any

from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from background.admin.access import SuperuserRequiredMixin
from background.admin.failures import Failures
from background.admin.tables import chores_table, failures_table
from background.models import ChoreRun, Effect


class BackgroundView(SuperuserRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "background/admin/index.html"
    page_title = _("Background work")
    header_icon = "cogs"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        failures = list(Failures.all())
        return super().get_context_data(
            **kwargs,
            failures=failures,
            failures_table=failures_table(failures),
            waiting=Effect.objects.waiting().aggregate(count=Count("pk"), since=Min("recorded_at")),
            chores_table=chores_table(ChoreRun.objects.order_by("name")),
        )


class RetryView(SuperuserRequiredMixin, View):
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        count = Failures.named(request.POST).retry()
        said = ngettext("%(count)d is tried again.", "%(count)d are tried again.", count)
        messages.success(request, said % {"count": count})
        return redirect("background:index")


class GiveUpView(SuperuserRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """Asks first: what is given up is never told to whom it was for."""

    template_name = "background/admin/give_up.html"
    page_title = _("Give up")
    header_icon = "warning"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("background:index"), "label": BackgroundView.page_title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        failures = list(Failures.named(self.request.GET))
        named = [each for each in ("effect", "task") if each in self.request.GET]
        return super().get_context_data(
            **kwargs,
            failures=failures,
            named=[(each, self.request.GET[each]) for each in named],
            back=reverse("background:index"),
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        count = Failures.named(request.POST).give_up()
        said = ngettext("%(count)d was given up.", "%(count)d were given up.", count)
        messages.success(request, said % {"count": count})
        return redirect("background:index")
