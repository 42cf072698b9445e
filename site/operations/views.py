"""What an orchestrator asks, and the page on which an administrator reads the checkup.

An orchestrator names a host of ALLOWED_HOSTS, as everybody does, and needs no https:

    curl --fail --header 'Host: example.org' http://127.0.0.1:8000/health/ready
"""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from background.admin.access import SuperuserRequiredMixin
from operations.checkup import examine
from operations.health import is_ready
from operations.metrics import CONTENT_TYPE, as_text


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """Say that this process answers, without asking anything of anybody."""
    return _word("ok", 200)


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether to send visitors here. In one word: who asks is anybody."""
    return _word("ok", 200) if is_ready() else _word("unavailable", 503)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Tell numbers to who knows the key; for anybody else there is nothing here."""
    given = request.headers.get("Authorization", "")
    if not (
        settings.METRICS_KEY and constant_time_compare(given, f"Bearer {settings.METRICS_KEY}")
    ):
        raise Http404
    return HttpResponse(as_text(), content_type=CONTENT_TYPE)


def _word(said: str, status: int) -> HttpResponse:
    return HttpResponse(said, status=status, content_type="text/plain; charset=utf-8")


class HealthView(SuperuserRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "operations/health.html"
    page_title = _("Health")
    header_icon = "help"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # What asks for something comes first.
        findings = sorted(examine(), key=lambda finding: finding.ok)
        return super().get_context_data(
            **kwargs, findings=findings, red=sum(not finding.ok for finding in findings)
        )
