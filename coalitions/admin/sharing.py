"""An editor shares a page with spaces in which they write, and reads what is said of it there.

Of other spaces, and to other editors, nothing is said: not even that there are some.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from coalitions.forms import ShareForm, saved
from coalitions.models import Membership, SharedPage, Thread
from coalitions.permissions import May, allowed
from coalitions.querysets import MembershipQuerySet
from coalitions.services import sharing as services
from coalitions.text.reading import InvalidText, trusted
from coalitions.views.margin import Margin, beside

# Proposed: time to read a page, and to say something of it.
SHOWN_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Sharing:
    """What an editor is shown of a page in one space: its words, and what is said beside them."""

    # Says by `is_shown` whether it can be read there now.
    shared: SharedPage
    margin: Margin
    # The page was saved since.
    is_behind: bool


class SharingView(View):
    """For whoever may edit a page, and writes in some space; to others it is missing."""

    request: Any
    kwargs: dict[str, Any]

    @cached_property
    def page(self) -> Page:
        page = get_object_or_404(Page, pk=self.kwargs["page_id"])
        if not may_share(self.request.user, page):
            raise Http404
        return page

    @cached_property
    def memberships(self) -> MembershipQuerySet:
        return _writes(self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        # Asked before anything is answered, to whatever method.
        _asked = self.page
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("coalitions_admin:share", args=[self.page.pk])


class ShareView(SharingView, WagtailAdminTemplateMixin, FormView):
    template_name = "coalitions/admin/share.html"
    page_title = _("Share with a space")
    header_icon = "group"
    form_class = ShareForm

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        page = {
            "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "label": self.page.get_admin_display_title(),
        }
        return [*self.breadcrumbs_items, page, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"memberships": self.memberships}

    def get_initial(self) -> dict[str, Any]:
        return {"until": timezone.localdate() + SHOWN_FOR, "space": self.memberships[0]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, sharings=list(self._sharings()))

    def _sharings(self) -> Iterator[Sharing]:
        latest = self.page.latest_revision_id
        for shared in _shared_by(self.memberships, self.page):
            document, threads = trusted(shared.draft.document), shared.draft.threads.whole()
            margin = beside(document, threads, places=False)
            yield Sharing(shared, margin, is_behind=shared.revision_id != latest)

    def form_valid(self, form: ShareForm) -> HttpResponse:
        member: Membership = form.cleaned_data["space"]

        def save() -> None:
            try:
                services.share(
                    by=member,
                    page=self.page,
                    revision=self.page.get_latest_revision(),
                    until=form.cleaned_data["until"],
                    words=form.cleaned_data["note"],
                )
            except InvalidText as error:
                raise ValidationError(_("This page is too long to be shared.")) from error

        if not saved(form, save):
            return self.form_invalid(form)
        said = _("Shared. Members read the page as it is now; what you change later stays yours.")
        messages.success(self.request, said)
        return redirect(self.get_success_url())


class EndView(SharingView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = _shared_by(self.memberships, self.page)
        shared = get_object_or_404(rows, pk=kwargs["draft_id"])
        member = self.memberships.get(coalition=shared.draft.coalition_id)
        services.withdraw(by=member, shared=shared)
        messages.success(request, _("Nobody reads it there any more."))
        return redirect(self.get_success_url())


def may_share(user: Any, page: Page) -> bool:
    """Whether somebody may edit a page that can be shared, and writes in some space."""
    can_edit = page.latest_revision_id and page.permissions_for_user(user).can_edit()
    return bool(can_edit) and _writes(user).exists()


def say_what_is_said_of_it(request: HttpRequest, page: Page) -> None:
    """Tell an editor who opens a page how many comments on it are open in their spaces."""
    drafts = _shared_by(_writes(request.user), page).values("pk")
    if number := Thread.objects.open().filter(draft__in=drafts).count():
        said = ngettext(
            "%(number)s comment on this page is open in your spaces",
            "%(number)s comments on this page are open in your spaces",
            number,
        )
        url = reverse("coalitions_admin:share", args=[page.pk])
        buttons = [messages.button(url, _("Read what is said"))]
        messages.info(request, said % {"number": number}, buttons=buttons)


def _writes(user: Any) -> MembershipQuerySet:
    return allowed(user, May.WRITE).order_by("coalition__name", "pk")


def _shared_by(memberships: MembershipQuerySet, page: Page) -> Any:
    spaces = memberships.order_by().values("coalition")
    rows = SharedPage.objects.filter(page=page, draft__coalition__in=spaces).with_shown()
    return rows.select_related("draft__coalition", "by", "revision").order_by("-at")
