"""The address of a page in another language: in its own script, and never by surprise."""

import pytest

from tests.factories import add_standard_page

pytestmark = [pytest.mark.embedded]

WANTED = {
    "ar": ("رسالة مفتوحة 2026", "رسالة-مفتوحة-2026"),
    "ru": ("Открытое письмо – 2026", "открытое-письмо-2026"),
    "zh-hans": ("公开信2026", "公开信2026"),
    "fr": ("L’été à venir", "l-ete-a-venir"),
}


@pytest.fixture(params=WANTED)
def desk(desk_of, cast, request):
    desk = desk_of(cast.edith, request.param)
    desk.send()
    return desk


@pytest.fixture
def french(desk_of, cast):
    desk = desk_of(cast.edith)
    desk.send()
    return desk


def draft(desk):
    return desk.page.get_latest_revision_as_object()


def error(desk):
    return (
        desk.translation.source.stringsegment_set.get(context__path="slug")
        .string.translations.get(locale=desk.locale)
        .field_error
    )


def test_it_is_what_the_translator_asked_for(desk):
    asked, slug = WANTED[desk.code]
    desk.say(title="…", summary="…", slug=asked)
    published = desk.act("publish")
    if b"not translated" in published.content:
        desk.go_on(published)
    assert desk.page.live
    assert desk.page.slug == slug


def test_it_waits_with_the_draft_until_the_page_goes_up(desk):
    asked, slug = WANTED[desk.code]
    desk.say(slug=asked)
    desk.act("publish")
    assert not desk.page.live
    assert draft(desk).slug == slug


def test_it_stays_where_nobody_gave_another(french):
    french.say(title="Par où commencer", summary="Lisez ceci.", slug="par-ou-commencer")
    french.act("publish")
    french.original.slug = "elsewhere"
    french.original.save_revision().publish()
    french.update()
    french.act("publish")
    assert french.page.slug == "par-ou-commencer"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("…", "Write at least one letter or digit."),
        ("search", "This address is taken."),
        ("taken", "This address is taken."),
    ],
)
def test_one_that_cannot_be_is_marked_and_kept(french, homes, asked, words):
    add_standard_page(homes["fr"], slug="taken")
    before = french.page.slug
    french.say(title="Par où commencer", summary="Lisez ceci.", slug=asked)
    answer = french.act("publish")
    assert "Some passages do not fit" in answer.content.decode()
    assert words in error(french)
    assert draft(french).slug == before
    assert not french.page.live
