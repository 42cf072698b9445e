"""What is translated into what: of the pages that somebody works on, and no others."""

from typing import Any

from wagtail.permissions import page_permission_policy
from wagtail_localize.views.report import TranslationsReportView


class GuardedReportView(TranslationsReportView):
    def get_queryset(self) -> Any:
        mine = page_permission_policy.explorable_instances(self.request.user)
        keys = mine.order_by().values("translation_key")
        return super().get_queryset().filter(source__object__in=keys).order_by("-created_at", "pk")
