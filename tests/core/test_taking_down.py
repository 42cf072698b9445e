"""What is taken down is taken down in every language, whichever way it is taken down."""

import datetime as dt
from unittest import mock

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Workflow

from core.querysets import PublicQuerySet
from tests.factories import add_standard_page, translate


def readable(*pages):
    """Return which of these pages a visitor may still read."""
    open_pages = PublicQuerySet(Page).servable_pages()
    return [page.locale.language_code for page in pages if open_pages.filter(pk=page.pk)]


@pytest.fixture
def original(homes):
    """A page that was French first, though English is the first language of the site."""
    return add_standard_page(homes["fr"], slug="rapport")


@pytest.fixture
def translated(homes, original):
    return [translate(original, homes[code], slug="report") for code in ("en", "ar")]


def by_the_button(page, client):
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))


def by_deleting(page, client):
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def ticked_in_a_list(page, client):
    client.post(f"/admin/bulk/wagtailcore/page/unpublish/?next=/admin/&id={page.pk}")


def ticked_to_be_deleted(page, client):
    client.post(f"/admin/bulk/wagtailcore/page/delete/?next=/admin/&id={page.pk}")


def by_the_schedule(page, client):
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    call_command("publish_scheduled")


def by_a_workflow(page, client):
    edith = get_user_model().objects.get(email="edith@example.org")
    Page.objects.filter(pk=page.pk).update(expire_at=None)
    page = Page.objects.get(pk=page.pk).specific
    page.expire_at = timezone.now() + dt.timedelta(hours=1)
    page.save_revision()
    Workflow.objects.get().start(page, edith).current_task_state.approve(user=edith)
    with mock.patch("django.utils.timezone.now", return_value=page.expire_at):
        call_command("publish_scheduled")


def by_code(page, client):
    Page.objects.get(pk=page.pk).unpublish()


def deleted_by_code(page, client):
    Page.objects.get(pk=page.pk).delete()


WAYS = [
    by_the_button,
    by_deleting,
    ticked_in_a_list,
    ticked_to_be_deleted,
    by_the_schedule,
    by_a_workflow,
    by_code,
    deleted_by_code,
]


@pytest.mark.embedded
@pytest.mark.parametrize("take_down", WAYS, ids=lambda way: way.__name__)
def test_an_original_takes_its_translations_along(client, cast, original, translated, take_down):
    client.force_login(cast.edith)
    take_down(original, client)
    assert readable(original, *translated) == []


@pytest.mark.parametrize("take_down", WAYS, ids=lambda way: way.__name__)
def test_a_translation_goes_alone(client, cast, original, translated, take_down):
    client.force_login(cast.edith)
    take_down(translated[0], client)
    assert readable(original, *translated) == ["fr", "ar"]


def test_a_page_is_gone_when_its_day_has_passed_whoever_keeps_the_schedule(client, homes):
    page = add_standard_page(homes["en"], slug="for-a-week")
    assert client.get("/en/for-a-week/").status_code == 200
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(seconds=1))
    assert client.get("/en/for-a-week/").status_code == 404
    assert "for-a-week" not in client.get("/sitemap-en.xml").content.decode()
