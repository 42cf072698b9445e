"""Guards in front of screens of others."""

from typing import Any

from django.http import Http404
from wagtail_localize.views.submit_translations import SubmitPageTranslationView


class GuardedSubmitPageTranslationView(SubmitPageTranslationView):
    """Translating copies a page: it asks the right to edit that page, which stock does not."""

    def get_object(self) -> Any:
        page = super().get_object()
        if not page.permissions_for_user(self.request.user).can_edit():
            raise Http404
        return page
