"""What this package adds to the admin, in front of wagtail-localize's own screens."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import (
    URLPattern,
    URLResolver,
    include,
    path,
    register_converter,
    reverse,
    reverse_lazy,
)
from django.urls.converters import StringConverter
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from translation.admin import doors
from translation.admin.editing import act
from translation.admin.lists import ChangesView, PageView, QueueView
from translation.admin.steps import STEPS
from translation.admin.views import LeftView
from translation.passages import translation_of
from translation.publishing import unanswered
from users.models import User

ICON = "wagtail-localize-language"


class StepConverter(StringConverter):
    regex = "|".join(STEPS)


register_converter(StepConverter, "step")


# Before wagtail-localize's own views of the same addresses.
@hooks.register("register_admin_urls", order=-10)
def translation_urls() -> list[URLPattern | URLResolver]:
    urls = [
        path("", QueueView.as_view(), name="queue"),
        path("<int:page_id>/", PageView.as_view(), name="page"),
        path("<int:page_id>/changes/", ChangesView.as_view(), name="changes"),
        path("<int:page_id>/<step:step>/", LeftView.as_view(), name="left"),
    ]
    return [path("translation/", include((urls, "translation"))), *doors.urls()]


@hooks.register("register_admin_menu_item")
def queue_menu_item() -> MenuItem:
    return MenuItem(
        _("Translations"),
        reverse_lazy("translation:queue"),
        name="translations",
        icon_name=ICON,
        order=150,
    )


@hooks.register("register_page_header_buttons")
def in_other_languages(
    page: Page, user: User, view_name: str, next_url: str = ""
) -> Iterator[Button]:
    if not page.is_root() and not page.alias_of_id:
        url = reverse("translation:page", args=[page.pk])
        yield Button(_("In other languages"), url, icon_name=ICON, priority=65)


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


# Its list of translations is ours: what waits, whichever screen it was made on.
@hooks.register("construct_reports_menu")
def one_list_of_translations(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [each for each in items if each.name != "translations"]
