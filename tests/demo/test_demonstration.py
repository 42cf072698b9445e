"""The demonstration: loaded once, whole, gone again; and every page answers in its language only.

In one file, so that one process loads it for all of them.
"""

import re
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import trans_real
from wagtail.models import Collection, Page, Site
from wagtail_localize.models import Translation

from background.services import settle
from coalitions.models import Coalition, Comment, SpaceFile
from core.chrome import chrome_for
from core.models import Region, Topic
from core.needs import check_needs
from core.querysets import public_pages
from demo import loader
from demo.content import plan, texts
from demo.loader import load, remove
from media.models import Document, Image, Rendition
from tests.cast import PASSWORD
from translation.drafts import draft_of
from translation.passages import passages_of
from translation.queue import State, waiting
from users.models import User

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh-hans")
# Words that are the same in some of the languages.
SHARED = {"Portevoix", "Date", "Source", "%(lang)s", "Campaigns", "Menu", "Guide", "Briefing"}


@pytest.fixture
def untranslated(monkeypatch):
    """Collect the words asked of a catalogue that came back as they went in."""
    found = set()
    ask = trans_real.gettext

    def recording(message):
        answer = ask(message)
        english = translation.get_language() == "en"
        if not english and answer == message and re.search(r"[A-Za-z]{3}", str(message)):
            found.add(str(message))
        return answer

    monkeypatch.setattr(trans_real, "gettext", recording)
    # Django keeps the functions it has found; it looks for this one again.
    monkeypatch.setattr("django.utils.translation._trans.gettext", recording, raising=False)
    return found


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_answers_in_its_language(demo, client, code, untranslated):
    pages = list(public_pages(language=code))
    assert len(pages) > 30
    for page in pages:
        response = client.get(page.get_url())
        assert response.status_code == 200, page.get_url()
        assert "{%" not in response.content.decode()
    assert untranslated <= SHARED


# What each sort of page asks of the database, with the chrome of the site in the cache. A body adds
# the queries of its blocks: the campaign below has a list of related pages, which is two.
QUERIES = {
    "/en/": 11,
    "/en/strategy/": 12,
    "/en/strategy/no-reprisal-unanswered/": 6,
    "/en/strategy/framework-2026-2030/": 11,
    "/en/campaigns/": 6,
    "/en/campaigns/hear-us-from-here/": 13,
    "/en/campaigns/hear-us-from-here/the-line-failed/": 8,
    "/en/library/": 8,
    "/en/library/pack-go-come-back/": 12,
    "/en/library/after-the-hearing/": 9,
    "/en/about/": 6,
}


@pytest.mark.parametrize(("path", "limit"), QUERIES.items())
def test_a_page_asks_no_more_than_it_needs(
    demo, client, django_assert_max_num_queries, path, limit
):
    client.get(path)
    with django_assert_max_num_queries(limit):
        assert client.get(path).status_code == 200


def test_the_chrome_of_all_languages_takes_few_queries(demo, django_assert_max_num_queries):
    site = Site.objects.get()
    with django_assert_max_num_queries(12):
        chrome_for(site, "en")
    with django_assert_max_num_queries(0):
        chrome_for(site, "ar")


def test_a_visit_writes_nothing(demo, client):
    assert Rendition.objects.exists()
    with CaptureQueriesContext(connection) as captured:
        for page in public_pages(language="en"):
            client.get(page.get_url())
    written = [q["sql"] for q in captured if not q["sql"].startswith("SELECT")]
    assert not written


def test_a_setback_stays_on_the_page(demo, client):
    html = client.get("/en/strategy/no-reprisal-unanswered/").content.decode()
    assert html.count("Setback") == 1


def test_a_file_in_another_language_is_said_to_be(demo, client):
    html = client.get("/ar/strategy/framework-2026-2030/").content.decode()
    assert '<bdi lang="en">English</bdi>' in html


def test_pages_that_exist_in_one_language_say_so(demo, client):
    html = client.get("/en/strategy/framework-2021-2025/").content.decode()
    assert '<bdi lang="fr">Français</bdi>' in html


def test_no_page_is_left_unpublished(demo):
    assert not Page.objects.filter(depth__gt=1, live=False).exists()


def counts():
    models = (Page, Topic, Region, Image, Document, get_user_model(), Collection)
    return [model.objects.count() for model in models]


def test_every_page_is_there_in_every_language(demo):
    order = plan()["order"]
    expected = sum(len(keys) for name, keys in order.items() if name != "in_menu")
    for code in LANGUAGES:
        pages = Page.objects.filter(locale__language_code=code, depth__gt=2, live=True)
        absent = [key for key in plan() if code not in plan()[key].get("only_in", LANGUAGES)]
        assert pages.count() == expected - len(absent)


def test_the_tree_is_sound(demo):
    assert not any(Page.find_problems())


def test_loading_twice_changes_nothing(demo):
    before = counts()
    assert load() is False
    assert counts() == before


def test_taking_it_away_leaves_empty_home_pages(demo, settings):
    assert remove() is True
    assert Page.objects.filter(depth=2).count() == len(LANGUAGES)
    assert not Page.objects.filter(depth__gt=2).exists()
    assert not any(model.objects.exists() for model in (Topic, Region, Image, Document))
    assert not any(Page.find_problems())
    # Nor is anybody made where nobody may sign in.
    settings.DEMO_PEOPLE = {}
    assert not loader._add_people()
    assert not get_user_model().objects.exists()
    assert not Coalition.objects.exists()
    assert not SpaceFile.objects.exists()


def test_the_command_says_how_to_sign_in(demo, settings):
    out = StringIO()
    call_command("demo_load", stdout=out)
    for each in settings.DEMO_PEOPLE.values():
        assert each["email"] in out.getvalue()


@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_each_language_says_what_english_says(code):
    only_english = {"framework_past"}
    assert set(texts(code)) == set(texts("en")) - only_english
    for key, words in texts(code).items():
        if key == "files":
            assert set(words) <= set(texts("en")[key])
            continue
        assert set(words) == set(texts("en")[key]), key
        for name, value in words.items():
            if isinstance(value, list):
                assert len(value) == len(texts("en")[key][name]), (key, name)


def test_there_are_two_spaces_with_texts_in_two_languages_each(demo):
    for space in Coalition.objects.all():
        drafts = list(space.drafts.all())
        assert len({draft.language for draft in drafts}) == 2
        assert any(draft.versions.count() > 1 for draft in drafts)
        assert all(draft.threads.exists() for draft in drafts)
        assert any(draft.translates for draft in drafts)
        assert space.files.exists()
        assert Comment.objects.filter(thread__draft__coalition=space).waiting().exists()
    assert Coalition.objects.count() == 2


@pytest.mark.parametrize("who", ["editor", "member"])
def test_whoever_looks_finds_something_to_do(demo, client, settings, who):
    client.force_login(User.objects.get(email=settings.DEMO_PEOPLE[who]["email"]))
    html = client.get("/en/spaces/").content.decode()
    assert "Waiting for you" in html
    for space in Coalition.objects.all():
        assert client.get(f"/en/spaces/{space.pk}/").status_code == 200
    assert "admin" not in html or who == "editor"


def test_each_page_is_a_translation_as_a_translator_would_have_made_it(demo):
    """Were the original sent to it again, it would say what it says now."""
    found = Translation.objects.select_related("source", "target_locale")
    lost = {}
    for each in found:
        page = each.get_target_instance()
        said, drafted = (
            [passage for passage in passages_of(version) if passage.path != "slug"]
            for version in (page, draft_of(each))
        )
        if said != drafted:
            lost[str(page), each.target_locale.language_code] = set(said) ^ set(drafted)
    assert lost == {}
    assert len(found) > 150


def test_nothing_waits_for_a_translator_but_what_is_in_one_language_on_purpose(demo):
    settle()
    editor = User.objects.create_superuser("translator@example.org", PASSWORD)
    assert {each.state for each in waiting(editor)} <= {State.MISSING}


def test_every_page_says_what_its_type_asks_for(demo):
    for page in Page.objects.filter(depth__gt=1).specific():
        check_needs(page)
