"""The menu and the footer: what is public in the language, and never what was so a moment ago."""

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from background.models import Effect
from background.services import settle
from core import chrome as core_chrome
from core.chrome import forget_chrome
from core.models import SiteSettings
from tests.factories import add_standard_page, translate


def chrome(client, path="/en/"):
    return client.get(path).context["chrome"]


def menu(client, path="/en/"):
    return [link.title for link in chrome(client, path).navigation]


def add_to_menu(parent, title, **fields):
    return add_standard_page(parent, title=title, show_in_menus=True, **fields)


@pytest.fixture
def about(home):
    return add_to_menu(home, "About us", slug="about")


def test_the_menu_has_the_pages_ticked_for_it_in_the_order_of_the_tree(client, home, about):
    add_to_menu(home, "Contact")
    add_standard_page(home, title="Not ticked")
    add_to_menu(about, "Too deep")
    assert menu(client) == ["About us", "Contact"]


def test_each_language_has_its_own_menu(client, homes, about):
    add_to_menu(homes["ar"], "من نحن")
    assert menu(client) == ["About us"]
    assert menu(client, "/ar/") == ["من نحن"]
    assert menu(client, "/fr/") == []


def test_the_menu_has_neither_drafts_nor_restricted_pages_nor_aliases(client, home, about):
    add_to_menu(home, "Draft", live=False)
    secret = add_to_menu(home, "Secret")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    about.create_alias(update_slug="alias")
    assert menu(client) == ["About us"]


def test_a_page_says_where_in_the_menu_it_is(client, about):
    add_standard_page(about, slug="team")
    here = '<a href="/en/about/" aria-current="{}">About us</a>'
    assert here.format("page") in client.get("/en/about/").content.decode()
    assert here.format("true") in client.get("/en/about/team/").content.decode()
    assert 'aria-current="page">About us' not in client.get("/en/").content.decode()


def publish_another(page):
    add_to_menu(Page.objects.get(slug="home-en"), "Another")


def rename(page):
    page.title = "Who we are"
    page.save_revision().publish()


def untick(page):
    page.show_in_menus = False
    page.save_revision().publish()


def move_away(page):
    # To a page that is there already: one that is published would be a change of its own.
    page.move(Page.objects.get(slug="home-fr"), "last-child")


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def change_address(page):
    page.slug = "who"
    page.save_revision().publish()


CHANGES = {
    "publish": (publish_another, [("About us", "/en/about/"), "Another"]),
    "rename": (rename, [("Who we are", "/en/about/")]),
    "new address": (change_address, [("About us", "/en/who/")]),
    "untick": (untick, []),
    "unpublish": (lambda page: page.unpublish(), []),
    "move": (move_away, []),
    "delete": (lambda page: page.delete(), []),
    "restrict": (restrict, []),
}


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_change_shows_on_the_next_request(
    client, about, django_capture_on_commit_callbacks, change, expected
):
    assert menu(client) == ["About us"]
    with django_capture_on_commit_callbacks(execute=True):
        change(about)
    found = [(link.title, link.url) for link in chrome(client).navigation]
    assert [link[0] for link in found] == [
        each if isinstance(each, str) else each[0] for each in expected
    ]
    assert {each for each in expected if isinstance(each, tuple)} <= set(found)


def test_a_restriction_that_is_lifted_shows_too(client, about, django_capture_on_commit_callbacks):
    restrict(about)
    assert menu(client) == []
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.all().delete()
    assert menu(client) == ["About us"]


def test_between_changes_the_menu_is_kept(client, about, django_assert_num_queries):
    menu(client)
    Page.objects.filter(pk=about.pk).update(title="Changed behind our back")
    assert menu(client) == ["About us"]


@pytest.fixture
def site_settings(home):
    return SiteSettings.for_site(Site.objects.get())


def choose(site_settings, **fields):
    for name, value in fields.items():
        setattr(site_settings, name, value)
    site_settings.save()


def test_settings_that_change_show_on_the_next_request(
    client, site_settings, django_capture_on_commit_callbacks
):
    assert chrome(client).name == "Portevoix"
    with django_capture_on_commit_callbacks(execute=True):
        choose(site_settings, name="Open <Voices>", leave_url="https://weather.example/")
    html = client.get("/fr/").content.decode()
    assert "Open &lt;Voices&gt;" in html
    assert 'href="https://weather.example/" rel="noreferrer nofollow" data-leave' in html


PLACES = ["navigation", "risk_links", "protection_links"]


@pytest.mark.parametrize("place", PLACES)
def test_a_chosen_page_is_shown_in_each_language_it_exists_in(
    client, homes, about, site_settings, place
):
    translate(about, homes["fr"], title="Qui nous sommes", slug="qui")
    choose(site_settings, **{place: [("page", about)]})
    links = {code: getattr(chrome(client, f"/{code}/"), place) for code in ("en", "fr", "ru")}
    assert [link.url for link in links["en"]] == ["/en/about/"]
    assert [(link.title, link.url) for link in links["fr"]] == [("Qui nous sommes", "/fr/qui/")]
    assert links["ru"] == ()


def test_urgent_help_is_shown_in_each_language_it_exists_in(client, homes, about, site_settings):
    translate(about, homes["ar"], title="مساعدة عاجلة", slug="help")
    choose(site_settings, urgent_help=about)
    assert chrome(client).urgent_help.title == "About us"
    assert chrome(client, "/ar/").urgent_help.url == "/ar/help/"
    assert chrome(client, "/es/").urgent_help is None
    assert client.get("/ar/").content.decode().count('href="/ar/help/"') == 3


@pytest.mark.parametrize("place", [*PLACES, "urgent_help"])
@pytest.mark.parametrize(
    "hide",
    [lambda page: page.unpublish(), restrict, lambda page: page.delete()],
    ids=["draft", "restricted", "deleted"],
)
def test_a_chosen_page_that_is_no_longer_public_vanishes(
    client, about, site_settings, django_capture_on_commit_callbacks, place, hide
):
    chosen = about if place == "urgent_help" else [("page", about)]
    choose(site_settings, **{place: chosen})
    assert "/en/about/" in client.get("/en/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        hide(about)
    assert "/en/about/" not in client.get("/en/").content.decode()


def test_chosen_pages_take_the_place_of_the_ticked_ones(client, home, about, site_settings):
    other = add_standard_page(home, title="Not ticked")
    choose(site_settings, navigation=[("page", other), ("page", about)])
    assert menu(client) == ["Not ticked", "About us"]


def test_a_footer_says_what_the_home_page_of_its_language_says(client, homes):
    for code, words in (("en", "Free <to> copy"), ("fr", "Libre de copie")):
        homes[code].footer_note = words
        homes[code].summary = f"Summary {code}"
        homes[code].save_revision().publish()
    assert "Free &lt;to&gt; copy" in client.get("/en/search/").content.decode()
    html = client.get("/fr/search/").content.decode()
    assert "Libre de copie" in html
    assert "Summary fr" in html
    assert "Free" not in html


@pytest.mark.parametrize("path", ["/en/", "/en/search/", "/en/search/?q=voice"])
def test_a_site_that_has_not_begun_answers(client, not_begun, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/fr/", "/en/nothing/"])
def test_a_site_that_has_not_begun_says_what_it_does_not_have(client, not_begun, path):
    assert client.get(path).status_code == 404


def test_a_site_without_a_root_answers_in_the_design(client, db):
    Site.objects.all().delete()
    response = client.get("/en/")
    assert response.status_code == 404
    assert "Portevoix" in response.content.decode()


def test_what_was_being_built_before_a_change_is_not_shown_after_it(client, about, monkeypatch):
    built = core_chrome._build

    def slowly(site):
        found = built(site)
        # Meanwhile, elsewhere, the page is taken down.
        about.unpublish()
        forget_chrome()
        return found

    monkeypatch.setattr(core_chrome, "_build", slowly)
    assert menu(client) == ["About us"]
    monkeypatch.setattr(core_chrome, "_build", built)
    assert menu(client) == []


def test_what_a_process_that_died_did_not_drop_is_dropped_by_the_worker(client, about):
    assert menu(client) == ["About us"]
    # In a test nothing is committed: as if the process had ended between the commit and the cache.
    about.unpublish()
    assert menu(client) == ["About us"]
    settle()
    assert menu(client) == []


class Down:
    """A cache that does not answer."""

    def __getattr__(self, name):
        raise ConnectionError


@pytest.fixture
def no_cache(monkeypatch):
    monkeypatch.setattr(core_chrome, "cache", Down())


def test_without_a_cache_pages_are_shown_as_they_are(client, about, no_cache):
    assert menu(client) == ["About us"]
    about.unpublish()
    assert menu(client) == []


def test_what_could_not_be_dropped_is_dropped_when_the_cache_is_back(
    client, about, monkeypatch, django_capture_on_commit_callbacks
):
    assert menu(client) == ["About us"]
    with monkeypatch.context() as outage:
        outage.setattr(core_chrome, "cache", Down())
        with django_capture_on_commit_callbacks(execute=True):
            about.unpublish()
        settle()
    assert Effect.objects.get(kind="core.chrome").error == "cache"
    Effect.objects.update(due_at=timezone.now())
    settle()
    assert menu(client) == []
