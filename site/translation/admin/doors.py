"""wagtail-localize's own addresses, each behind the right to edit the page that it is about.

Who has it not is answered as if there were nothing: its screens tell what others translate, and
some write it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import DataError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404
from django.urls import URLResolver, include, path
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views import convert, edit_translation

from translation.admin.catalogues import upload
from translation.admin.report import GuardedReportView
from translation.admin.submit import GuardedSubmitView
from translation.admin.update import GuardedUpdateView

View = Callable[..., HttpResponse]


def urls() -> list[URLResolver]:
    one = "translate/<int:translation_id>/"
    return [
        path(
            "localize/",
            include(
                [
                    path("submit/page/<int:page_id>/", GuardedSubmitView.as_view()),
                    path("update/<int:translation_source_id>/", GuardedUpdateView.as_view()),
                    path(
                        f"{one}strings/<int:string_segment_id>/edit/",
                        guarded(edit_translation.edit_string_translation),
                    ),
                    path(
                        f"{one}overrides/<int:overridable_segment_id>/edit/",
                        guarded(edit_translation.edit_override),
                    ),
                    path(f"{one}pofile/download/", guarded(edit_translation.download_pofile)),
                    path(f"{one}pofile/upload/", guarded(upload)),
                    path(f"{one}machine_translate/", guarded(edit_translation.machine_translate)),
                    path(f"{one}preview/", guarded(edit_translation.preview_translation)),
                    path(
                        f"{one}preview/<str:mode>/", guarded(edit_translation.preview_translation)
                    ),
                    path(f"{one}disable/", guarded(edit_translation.stop_translation)),
                    path("page/<int:page_id>/convert_to_alias/", convert_to_alias),
                    path("reports/translations/", GuardedReportView.as_view()),
                    path(
                        "reports/translations/results/",
                        GuardedReportView.as_view(results_only=True),
                    ),
                ]
            ),
        )
    ]


def guarded(view: View) -> View:
    @wraps(view)
    def asked(request: HttpRequest, translation_id: int, **kwargs: Any) -> HttpResponse:
        translation = get_object_or_404(Translation, pk=translation_id)
        target = translation.source.object.get_instance_or_none(translation.target_locale)
        if not isinstance(target, Page) or not may_edit(request, target):
            raise Http404
        if request.method == "PUT" and b"%00" in request.body:
            # No database keeps that.
            return HttpResponseBadRequest()
        try:
            with transaction.atomic():
                return view(request, translation_id, **kwargs)
        except (DataError, MultiValueDictKeyError):
            # No passage was sent, or a title longer than the list of pages has room for.
            return HttpResponseBadRequest()

    return asked


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """A copy goes up and down with its original: that is publishing."""
    page = get_object_or_404(Page, pk=page_id)
    if not (may_edit(request, page) and page.permissions_for_user(request.user).can_publish()):
        raise Http404
    return convert.convert_to_alias(request, page_id)


def may_edit(request: HttpRequest, page: Page) -> bool:
    return bool(page.permissions_for_user(request.user).can_edit())
