"""Guards in front of screens of others."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page
from wagtail_localize.views.submit_translations import SubmitPageTranslationView


class GuardedSubmitPageTranslationView(SubmitPageTranslationView):
    """Translating copies a page: it asks the right to edit that page, which stock does not."""

    def get_object(self) -> Any:
        page = super().get_object()
        if not page.permissions_for_user(self.request.user).can_edit():
            raise Http404
        return page


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
