"""The words every template may use: icons, numbers, languages, addresses."""

from decimal import Decimal

import pytest
from django.template import Context
from django.test import RequestFactory
from django.utils import translation

from web.icons import ICONS
from web.templatetags.words import absolute, host, icon, language, number, query_with


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_drawn_and_says_nothing(name):
    drawn = icon(name)
    assert drawn.startswith('<svg class="i" viewBox="0 0 24 24" aria-hidden="true"')
    assert ICONS[name] in drawn
    assert 'focusable="false"' in drawn


def test_an_icon_that_points_is_turned_where_text_runs_leftwards():
    assert 'class="i i--flip"' in icon("arrow-right", flip=True)


def test_an_icon_that_does_not_exist_is_noticed():
    with pytest.raises(KeyError):
        icon("nothing")


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("en", "12,345.5"),
        ("fr", "12\u202f345,5"),
        ("es", "12.345,5"),
        ("ru", "12\xa0345,5"),
        ("zh-hans", "12,345.5"),
    ],
)
def test_a_number_is_written_as_the_language_does(code, written):
    with translation.override(code):
        assert number(Decimal("12345.5")) == written


def test_a_number_in_arabic_is_written_by_the_cldr():
    with translation.override("ar"):
        assert number(Decimal("12345.5")) in ("12,345.5", "١٢٬٣٤٥٫٥")


@pytest.mark.parametrize("value", [Decimal("0"), Decimal("4.00"), 7])
def test_a_whole_number_has_no_decimals(value):
    with translation.override("en"):
        assert number(value) == str(int(value))


def test_a_number_that_is_not_there_yet_is_nothing():
    assert number(None) == ""


def test_an_address_is_made_absolute_by_the_settings_not_by_the_request(settings):
    settings.BASE_URL = "https://example.org"
    assert absolute("/fr/") == "https://example.org/fr/"
    assert absolute("https://media.example/x.jpg") == "https://media.example/x.jpg"


def test_the_host_of_an_address_is_shown_with_its_port():
    assert host("https://films.example:8443/watch") == "films.example:8443"


def test_a_language_the_site_does_not_speak_is_none():
    assert language("xx") is None
    chinese = language("zh-hans")
    assert chinese
    assert (chinese.tag, chinese.short) == ("zh-Hans", "zh")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [({"page": 2}, "?q=a%26b&page=2"), ({"q": None}, "?page=1"), ({"q": None, "page": None}, "?")],
)
def test_one_value_of_the_query_changes_and_the_others_stay(changes, expected):
    request = RequestFactory().get("/en/?q=a%26b&page=1")
    assert query_with(Context({"request": request}), **changes) == expected
