"""Guards in front of screens of others."""

from typing import Any, ClassVar

from django.db import transaction
from django.http import HttpResponse
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page


class ReadingAPIViewSet(PagesAdminAPIViewSet):
    """Tells the admin's own menu which pages there are; what changes one goes through the screens,
    which ask what has to be asked.
    """

    actions: ClassVar[dict[str, Any]] = {}


class GuardedEditView(EditView):
    """A page is submitted once, however often it is asked: stock breaks on the second time.

    A browser asks again by itself when a connection breaks, and so does a hand that is in doubt.
    """

    @transaction.atomic
    def submit_action(self) -> HttpResponse:
        # Whoever asks meanwhile waits here for the first to be done.
        Page.objects.select_for_update().get(pk=self.page.pk)
        if self.page.workflow_in_progress:
            # What was typed since is kept.
            return self.save_action()
        return super().submit_action()
