"""The second step before a translation goes on with passages that nobody translated."""

from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages
from wagtail.models import Page

from translation.admin.screens import Screen
from translation.admin.steps import STEPS
from translation.passages import Passage
from translation.publishing import leave, unanswered
from users.people import person


class LeftView(Screen):
    """Says how many passages are missing, and which; goes on only with those that were read."""

    template_name = "translation/admin/left.html"
    header_icon = "warning"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.step = STEPS[kwargs["step"]]
        self.page = get_object_or_404(Page, pk=kwargs["page_id"])
        if not self.step.is_allowed(self.page, person(request)):
            raise Http404
        self.draft = self.page.get_latest_revision_as_object()
        self.passages = unanswered(self.draft)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.POST.get("read") != sign(self.passages):
            return self.get(request, **kwargs)
        leave(self.page, self.passages, person(request))
        self.step.take(self.draft, person(request))
        messages.success(request, self.step.done % {"title": self.draft.title})
        return redirect(self.editing)

    def get_page_title(self) -> str:
        return str(self.step.question)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(passages=self.passages, read=sign(self.passages))


def sign(passages: list[Passage]) -> str:
    return sha256("".join(each.key for each in passages).encode()).hexdigest()
