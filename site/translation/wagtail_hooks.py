"""What this package adds to the admin, in front of wagtail-localize's own screens."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.urls.converters import StringConverter
from wagtail import hooks
from wagtail.models import Page

from translation.admin import doors
from translation.admin.bulk import PublishTranslatedBulkAction
from translation.admin.editing import act
from translation.admin.steps import STEPS
from translation.admin.views import LeftView
from translation.passages import translation_of
from translation.publishing import unanswered


class StepConverter(StringConverter):
    regex = "|".join(STEPS)


register_converter(StepConverter, "step")


# Before wagtail-localize's own views of the same addresses.
@hooks.register("register_admin_urls", order=-10)
def translation_urls() -> list[URLPattern | URLResolver]:
    urls = [path("<int:page_id>/<step:step>/", LeftView.as_view(), name="left")]
    return [path("translation/", include((urls, "translation"))), *doors.urls()]


# Before wagtail-localize, which publishes without asking.
@hooks.register("before_edit_page", order=-10)
def work_on_a_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    if request.method == "POST" and request.POST.get("action"):
        translation = translation_of(page)
        if translation and translation.enabled:
            return act(request, translation, page)
    return None


# On the ordinary screen: of a translation that was stopped. What was typed is a draft by now.
@hooks.register("before_publish_page")
def ask_about_what_is_missing(request: HttpRequest, page: Page) -> HttpResponse | None:
    return redirect("translation:left", page.pk, "publish") if unanswered(page) else None


# After Wagtail's own, which it replaces.
hooks.register("register_bulk_action", PublishTranslatedBulkAction, order=100)
