"""A page that changed is sent to its translations: what is whole may go up, the rest waits."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.update_translations import (
    UpdateTranslationsForm,
    UpdateTranslationsView,
)

from translation.drafts import draft_of, save_draft
from translation.publishing import unanswered


class UpdateForm(UpdateTranslationsForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publish_translations"].help_text = gettext_lazy(
            "Those that are whole are published. The others stay as they are until they are."
        )


class GuardedUpdateView(UpdateTranslationsView):
    """Asks the right to edit the page; publishes what its user may publish, and what is whole."""

    def get_object(self) -> TranslationSource:
        source = get_object_or_404(TranslationSource, pk=self.kwargs["translation_source_id"])
        try:
            page = source.get_source_instance()
        except ObjectDoesNotExist as error:
            raise Http404 from error
        if not page.permissions_for_user(self.request.user).can_edit():
            raise Http404
        return source

    def get_form(self) -> UpdateForm:
        return UpdateForm(self.request.POST if self.request.method == "POST" else None)

    @transaction.atomic
    def form_valid(self, form: UpdateForm) -> HttpResponse:
        self.object.update_from_db()
        if form.cleaned_data["publish_translations"]:
            for translation, page in self.theirs():
                self._publish(translation, page)
        messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url() or self.get_default_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        theirs = {self.get_edit_url(page) for _translation, page in self.theirs()}
        shown = [each for each in context["translations"] if each["edit_url"] in theirs]
        return context | {"translations": shown}

    def theirs(self) -> list[tuple[Translation, Page]]:
        """Return the translations that whoever asks may edit, each with its page."""
        found = self.object.translations.filter(enabled=True)
        pages = [
            (each, each.source.object.get_instance_or_none(each.target_locale))
            for each in found.select_related("source", "target_locale")
        ]
        return [
            (translation, page)
            for translation, page in pages
            if page and page.permissions_for_user(self.request.user).can_edit()
        ]

    def _publish(self, translation: Translation, page: Page) -> None:
        if not page.permissions_for_user(self.request.user).can_publish():
            return
        said = {"language": translation.target_locale.get_display_name()}
        if unanswered(draft_of(translation)):
            warning = _("It is not published in %(language)s: some passages are not translated.")
            messages.warning(self.request, warning % said)
            return
        revision, errors = save_draft(translation, self.request.user)
        if errors:
            warning = _("It is not published in %(language)s: some passages are too long.")
            messages.warning(self.request, warning % said)
        else:
            revision.publish(user=self.request.user)
