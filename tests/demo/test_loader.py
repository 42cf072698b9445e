"""Loading, loading again, taking away."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from wagtail.models import Collection, Page

from core.models import Region, Topic
from demo.content import plan, texts
from demo.loader import load, remove
from media.models import Document, Image

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh-hans")


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


def test_taking_it_away_leaves_empty_home_pages(demo):
    assert remove() is True
    assert Page.objects.filter(depth=2).count() == len(LANGUAGES)
    assert not Page.objects.filter(depth__gt=2).exists()
    assert not any(model.objects.exists() for model in (Topic, Region, Image, Document))
    assert not get_user_model().objects.exists()
    assert not any(Page.find_problems())


def test_it_can_be_loaded_again_where_nobody_may_sign_in_and_nobody_is_made(demo, settings):
    remove()
    settings.DEMO_EDITOR = None
    assert load() is True
    assert not get_user_model().objects.exists()


def test_the_command_says_how_to_sign_in(demo, settings):
    out = StringIO()
    call_command("demo_load", stdout=out)
    assert settings.DEMO_EDITOR["email"] in out.getvalue()


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
