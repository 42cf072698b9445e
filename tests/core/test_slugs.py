"""One rule for how an address is written, in every script, at every door."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from wagtail.actions.move_page import MovePageAction
from wagtail.users.models import UserProfile

from core.admin.slugs import SlugField
from core.models import StandardPage
from library.models import ResourcePage
from tests.factories import add_library, add_resource, add_standard_page, add_topic
from tests.forms import Editing, inline_formset, streamfield
from web.slugs import slug_of

pytestmark = [pytest.mark.embedded]

WRITTEN = {
    "Framework 2021–2025": "framework-2021-2025",
    "L’été — déjà": "l-ete-deja",
    "Défenseur·e·s d'ici": "defenseur-e-s-d-ici",
    "¿Dónde está Íñigo?": "donde-esta-inigo",
    "Straße, Œuvre & Łódź": "strasse-oeuvre-lodz",
    "Новый отчёт: йод": "новый-отчёт-йод",
    "رسالة مفتوحة 2026": "رسالة-مفتوحة-2026",
    "مَاءٌ": "ماء",
    "公开信——2026年": "公开信-2026年",
    "Ｆｕｌｌ　ｗｉｄｔｈ": "full-width",
    "cafe\u0301": "cafe",
    "one_word": "one_word",
    "  --  already-there -- ": "already-there",
    "…!": "",
}


@pytest.fixture
def editing(client, cast, home):
    client.force_login(cast.edith)
    return Editing(client, StandardPage, home)


def of_a_resource(slug):
    rest = {"kind": "guide", "date": "2026-11-01", "authors": "", "files": inline_formset([])}
    return says(slug=slug, **rest)


def says(**fields):
    return {"summary": "", "image": "", "image_alt": "", "body": streamfield([])} | fields


@pytest.mark.parametrize(("words", "slug"), WRITTEN.items())
def test_words_in_an_address(words, slug):
    assert slug_of(words) == slug
    assert slug_of(slug) == slug


@pytest.mark.parametrize(("words", "slug"), [each for each in WRITTEN.items() if each[1]])
def test_a_form_writes_it_so(words, slug):
    assert SlugField(allow_unicode=True).clean(words) == slug


@pytest.mark.parametrize("words", ["Framework 2021–2025", "رسالة مفتوحة 2026"])
def test_a_page_without_a_slug_gets_that_of_its_title(home, words):
    pages = [add_standard_page(home, title=words, slug="") for _ in range(2)]
    assert [page.slug for page in pages] == [slug_of(words), f"{slug_of(words)}-2"]


def test_a_very_long_title_makes_a_slug_that_fits(home):
    page = add_standard_page(home, title="æ" * 255, slug="")
    assert page.slug == "ae" * 120


@pytest.mark.parametrize("code", ["en", "fr", "es", "ar", "ru", "zh-hans"])
def test_nothing_is_emptied_without_a_word(editing, cast, code):
    UserProfile.objects.create(user=cast.edith, preferred_language=code)
    response = editing.post(**says(slug="…"))
    with translation.override(code):
        expected = translation.gettext("Write at least one letter or digit.")
    assert (expected == "Write at least one letter or digit.") == (code == "en")
    assert expected in response.content.decode()


@pytest.mark.parametrize("slug", ["search", "Search", "account", "topics", "spaces"])
def test_what_the_site_answers_itself_is_refused_below_a_home_page(editing, slug):
    response = editing.publish(**says(slug=slug))
    assert "Choose another address" in editing.errors(response)["slug"][0]
    assert not StandardPage.objects.exists()


def test_it_is_free_further_down(editing, home):
    below = Editing(editing.client, ResourcePage, add_library(home))
    below.post(**of_a_resource("search"))
    assert ResourcePage.objects.filter(slug="search").exists()


def test_the_feed_of_a_section_is_no_page(editing, home, client):
    library = add_library(home)
    feed = f"{library.get_url()}feed/"
    below = Editing(editing.client, ResourcePage, library)
    response = below.post(**of_a_resource("feed"))
    assert "Choose another address" in below.errors(response)["slug"][0]
    assert "xml" in client.get(feed)["Content-Type"]


def test_no_command_makes_it_either(home):
    with pytest.raises(ValidationError) as caught:
        add_standard_page(home, slug="search")
    assert "slug" in caught.value.message_dict
    resource = add_resource(add_library(home), slug="first")
    resource.slug = "feed"
    with pytest.raises(ValidationError):
        resource.save()


def test_a_page_does_not_get_there_by_a_move(editing, home):
    elsewhere = add_standard_page(home, slug="elsewhere")
    page = add_standard_page(elsewhere, slug="search")
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home.pk])
    answer = editing.client.post(url, follow=True)
    assert "already in use" in str([each.message for each in answer.context["messages"]])
    with pytest.raises(ValidationError):
        MovePageAction(page, type(home).objects.get(pk=home.pk), pos="last-child").execute()
    page.refresh_from_db()
    assert page.get_parent().specific == elsewhere


def test_a_copy_is_asked_the_same(editing, home):
    page = add_standard_page(home, slug="first")
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    said = {"new_title": "Second", "new_parent_page": home.pk}
    refused = editing.client.post(url, said | {"new_slug": "search"})
    assert "Choose another address" in str(refused.context["form"].errors["new_slug"])
    editing.client.post(url, said | {"new_slug": "L’été"})
    assert StandardPage.objects.filter(slug="l-ete").exists()


def test_a_term_is_written_so_too(db):
    assert add_topic("", en="Water – and L’été").slug == "water-and-l-ete"
