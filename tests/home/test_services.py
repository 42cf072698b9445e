"""How a site begins: a home page in each language, once, in place of Wagtail's own."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from home.services import start_site
from tests.factories import add_standard_page


def home_pages():
    return {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}


def test_there_is_a_home_page_in_each_language_of_the_settings(not_begun, settings):
    start_site()
    assert set(home_pages()) == {code for code, _name in settings.LANGUAGES}
    assert all(home.live for home in home_pages().values())


def test_they_are_translations_of_each_other(not_begun):
    start_site()
    assert len({home.translation_key for home in home_pages().values()}) == 1


def test_each_speaks_its_language(not_begun):
    start_site()
    titles = {code: home.title for code, home in home_pages().items()}
    assert titles["en"] == "Home"
    assert len(set(titles.values())) == len(titles)


def test_the_welcome_page_goes_and_the_site_begins_at_the_first_home_page(not_begun):
    site = start_site()
    assert not Page.objects.filter(pk=not_begun.pk).exists()
    assert site.root_page.specific == home_pages()["en"]
    assert not any(Page.find_problems())


def test_beginning_again_changes_nothing(not_begun):
    before = start_site()
    homes = {code: (home.pk, home.path) for code, home in home_pages().items()}
    after = start_site()
    assert (after.pk, after.root_page_id) == (before.pk, before.root_page_id)
    assert {code: (home.pk, home.path) for code, home in home_pages().items()} == homes


def test_what_editors_wrote_is_kept(homes):
    home = homes["en"]
    home.title = "Ours"
    home.save_revision().publish()
    page = add_standard_page(home)
    start_site()
    home.refresh_from_db()
    assert home.title == "Ours"
    assert Page.objects.filter(pk=page.pk).exists()


def test_a_language_that_is_new_gets_its_home_page(homes):
    Page.objects.get(pk=homes["ru"].pk).delete()
    Locale.objects.get(language_code="ru").delete()
    start_site()
    found = home_pages()
    assert found["ru"].translation_key == found["en"].translation_key
    assert len(found) == 6


def test_a_site_without_an_entry_gets_one(db):
    Site.objects.all().delete()
    site = start_site()
    assert site.is_default_site
    assert site.root_page.specific == home_pages()["en"]


def test_pages_of_another_beginning_are_not_deleted(not_begun):
    # A site that did begin, with pages that are not ours.
    other = add_standard_page(not_begun)
    Site.objects.update(root_page=other)
    start_site()
    assert Page.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("path", ["/en/", "/ar/", "/zh-hans/"])
def test_a_site_that_has_just_begun_answers(client, homes, path):
    assert client.get(path).status_code == 200


def test_the_command_says_where_the_site_begins(not_begun):
    out = StringIO()
    call_command("start_site", stdout=out)
    assert "The site begins at" in out.getvalue()
    assert len(home_pages()) == 6
