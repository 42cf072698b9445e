"""Guards in front of screens of others."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.pages.workflow import WorkflowActionView

from core.admin.bulk import warn_not_ready
from core.needs import check_needs
from translation.publishing import check_passages


class ReadingAPIViewSet(PagesAdminAPIViewSet):
    """Tells the admin's own menu which pages there are; what changes one goes through the screens,
    which ask what has to be asked.
    """

    actions: ClassVar[dict[str, Any]] = {}


class GuardedWorkflowActionView(WorkflowActionView):
    """What is approved is asked once more whether it is ready: it may be another version by now."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.action_name == "approve":
            try:
                draft = self.object.get_latest_revision_as_object()
                check_needs(draft)
                check_passages(draft)
            except ValidationError as error:
                warn_not_ready(request, self.object, error.messages)
                return redirect("wagtailadmin_pages:edit", self.object.pk)
        return super().post(request, *args, **kwargs)
