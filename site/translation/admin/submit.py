"""Sending a page to translation copies it, and what stands above it."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from wagtail_localize.views.submit_translations import SubmitPageTranslationView


class GuardedSubmitView(SubmitPageTranslationView):
    """Asks the right to edit the page, and to add one where its copy will stand."""

    def get_object(self) -> Any:
        page = super().get_object()
        if not page.permissions_for_user(self.request.user).can_edit():
            raise Http404
        return page

    def get_form(self) -> Any:
        form = super().get_form()
        if form.is_bound and form.is_valid():
            self._refuse_what_is_not_theirs(form)
        return form

    def _refuse_what_is_not_theirs(self, form: Any) -> None:
        user, page = self.request.user, self.object
        above = page.get_parent()
        for locale in form.cleaned_data["locales"]:
            place = above.get_translation_or_none(locale)
            if place and not place.permissions_for_user(user).can_add_subpage():
                said = _("You may not add pages in %(language)s there.")
                form.add_error("locales", said % {"language": locale.get_display_name()})
        if form.cleaned_data["include_subtree"] and not all(
            below.permissions_for_user(user).can_edit() for below in page.get_descendants()
        ):
            form.add_error("include_subtree", _("You may not edit all pages below this one."))
