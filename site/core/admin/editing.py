"""The screen on which a page is edited: what is saved replaces only what its writer has read."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page, Revision

from users.models import User


class GuardedEditView(EditView):
    """Refuses to save over what somebody has saved meanwhile, and submits a page once.

    A browser asks again by itself when a connection breaks, and so does a hand that is in doubt.
    """

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Whoever saves meanwhile waits here for the first to be done.
        page_id = self.page.pk  # type: ignore[has-type] # Wagtail is untyped
        self.real_page_record = Page.objects.select_for_update().get(pk=page_id)
        self.latest_revision = self.real_page_record.get_latest_revision()
        self.page = self.get_object()
        # What saves by itself is refused by Wagtail, whose script says so.
        by_hand = not self.expects_json_response and not self.page.alias_of_id
        if by_hand and self.is_out_of_date:
            self.form = self.form_class(
                request.POST,
                request.FILES,
                instance=self.page,
                subscription=self.subscription,
                parent_page=self.parent,
                for_user=request.user,
            )
            # What says the same was only sent twice.
            if self.form.has_changed():
                return self._refuse()
        return super().post(request, *args, **kwargs)

    def submit_action(self) -> HttpResponse:
        if self.page.workflow_in_progress:
            # Stock breaks on the second time. What was typed since is kept.
            return self.save_action()
        return super().submit_action()

    def _refuse(self) -> HttpResponse:
        """Answer with what was typed, and the way to what it would have replaced."""
        if self.action_name == "save":
            self.form.defer_required_fields()
        self.form.is_valid()
        self.form.restore_required_fields()
        said = _about(self.latest_revision, self.request.user)
        messages.warning(self.request, said, buttons=self._ways_to_read())
        self.has_unsaved_changes = True
        # Nor by itself, half a second later: it takes a hand that has read this.
        self.autosave_enabled = False
        return self.render_to_response(self.get_context_data())

    def _ways_to_read(self) -> list[tuple[str, str, bool]]:
        page, latest = self.page.pk, self.latest_revision.pk
        draft = reverse("wagtailadmin_pages:view_draft", args=[page])
        ways = [messages.button(draft, _("Read the other version"), new_window=True)]
        loaded = self.request.POST.get("loaded_revision_id", "")
        # Where what was read has been written over, there is nothing left to compare with.
        if loaded.isdecimal() and int(loaded) != latest and self.page_perms.can_view_revisions():
            changes = reverse("wagtailadmin_pages:revisions_compare", args=[page, loaded, latest])
            ways.append(messages.button(changes, _("See what changed"), new_window=True))
        return ways


def _about(revision: Revision, user: User) -> str:
    if revision.user_id == user.pk:
        first = _("You saved this page in another window meanwhile (%(time)s).")
    else:
        first = _("%(name)s saved this page while you were writing (%(time)s).")
    name = get_user_display_name(revision.user) or _("This site itself")
    time = date_format(timezone.localtime(revision.created_at), "DATETIME_FORMAT")
    kept = _(
        "Nothing is lost: what you wrote stands below and is not saved yet; the other version is "
        "in the history. Take over from it what you need, then save again."
    )
    return f"{first % {'name': name, 'time': time}} {kept}"
