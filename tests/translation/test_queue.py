"""What waits to be translated: counted on the home screen, listed, and shown old beside new."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page

from background.services import settle
from tests.factories import add_standard_page, translate
from translation.queue import State, entries, waiting
from translation.wording import remember_what_was_missed

pytestmark = [pytest.mark.embedded]
WORDS = {"title": "Par où commencer", "summary": "Lisez ceci. C’est court."}


@pytest.fixture
def state_of(cast):
    def state_of(page, code="fr"):
        settle()
        only = Page.objects.filter(pk=page.pk)
        found = {each.locale.language_code: each.state for each in entries(cast.edith, only)}
        return found[code]

    return state_of


def change(page, **words):
    page = type(page).objects.get(pk=page.pk)
    for name, said in words.items():
        setattr(page, name, said)
    page.save_revision().publish()


def test_a_page_goes_through_its_states(desk_of, cast, original, state_of):
    desk = desk_of(cast.edith)
    assert state_of(original) == State.MISSING
    desk.send()
    assert state_of(original) == State.IN_WORK
    desk.say(**WORDS)
    desk.act("submit")
    assert state_of(original) == State.WAITING
    desk.page.current_workflow_task_state.approve(user=cast.edith)
    assert state_of(original) == State.DONE
    change(original, summary="Something else.")
    assert state_of(original) == State.CHANGED
    desk.update()
    assert state_of(original) == State.IN_WORK
    desk.say(summary="Autre chose.")
    desk.act("publish")
    assert state_of(original) == State.DONE


@pytest.mark.parametrize("words", [{}, {"slug": "elsewhere"}, {"show_in_menus": True}])
def test_a_publication_that_says_the_same_leaves_nothing_behind(desk, original, state_of, words):
    desk.say(**WORDS)
    desk.act("publish")
    settle()
    change(original, **words)
    expected = State.CHANGED if "show_in_menus" in words else State.DONE
    assert state_of(original) == expected


def test_whatever_the_language_of_the_original(homes, state_of):
    arabic = add_standard_page(homes["ar"], slug="first", title="أولًا")
    assert state_of(arabic, "en") == State.MISSING
    translate(arabic, homes["en"], slug="first")
    assert state_of(arabic, "en") == State.DONE
    assert state_of(arabic, "fr") == State.MISSING


def test_what_was_translated_by_hand_is_behind_when_its_original_goes_on(
    homes, original, state_of, client_of, cast
):
    french = translate(original, homes["fr"], slug="d-abord")
    change(original, summary="The first.")
    change(french)
    assert state_of(original) == State.DONE
    change(original, summary="The second.")
    assert state_of(original) == State.CHANGED
    html = (
        client_of(cast.edith).get(reverse("translation:changes", args=[french.pk])).content.decode()
    )
    assert "The first." in html
    assert "The second." in html


def test_no_draft_and_no_copy_of_a_page_waits(homes, original, cast):
    add_standard_page(homes["en"], slug="draft", live=False)
    original.copy_for_translation(Locale.objects.get(language_code="ru"), alias=True)
    found = {(each.original.slug, each.locale.language_code) for each in waiting(cast.edith)}
    assert {slug for slug, _code in found} == {"first"}
    # A copy is no translation.
    assert ("first", "ru") in found


def test_the_home_screen_leads_to_the_very_list_that_was_counted(desk, original):
    home = desk.client.get(reverse("wagtailadmin_home")).content.decode()
    assert "1 page waits for work in Français" in home
    url = f"{reverse('translation:queue')}?language=fr"
    assert url in home
    html = desk.client.get(url).content.decode()
    assert "In work" in html
    assert "What to do first" in html
    missing = f"{reverse('translation:queue')}?language=es&state=missing"
    send = reverse("wagtail_localize:submit_page_translation", args=[original.pk])
    assert f"{send}?select_locale=es" in desk.client.get(missing).content.decode()
    assert desk.client.get(f"{url}&state=waiting").status_code == 200
    assert desk.client.get("/admin/translation/?language=tlh&p=x&state=%00").status_code == 200


def test_old_and_new_stand_side_by_side_and_are_taken_over(desk, original, state_of):
    desk.say(**WORDS)
    desk.act("publish")
    change(original, summary="Another sentence.")
    settle()
    url = reverse("translation:changes", args=[desk.page.pk])
    html = desk.client.get(url).content.decode()
    assert "Read this. It is short." in html
    assert "Another sentence." in html
    assert WORDS["summary"] in html
    assert WORDS["title"] not in html.split("<tbody")[1]
    answer = desk.client.post(url, follow=True)
    assert "What is new is among the passages" in answer.content.decode()
    assert "1 of 2 passages is not translated." in answer.content.decode()
    assert state_of(original) == State.IN_WORK


def test_each_language_of_a_page_stands_on_one_screen(desk, original):
    html = desk.client.get(reverse("translation:page", args=[original.pk])).content.decode()
    assert html.count('<th scope="row" lang=') == 5
    edit = desk.client.get(reverse("wagtailadmin_pages:edit", args=[original.pk])).content.decode()
    assert reverse("translation:page", args=[original.pk]) in edit


def test_who_has_nothing_to_do_with_it_finds_nothing(desk, cast, client_of):
    stranger = client_of(cast.nora)
    for name in ("page", "changes"):
        assert stranger.get(reverse(f"translation:{name}", args=[desk.page.pk])).status_code != 200


def test_pages_older_than_the_table_are_looked_at_at_night(desk, original, state_of):
    from translation.models import Wording

    Wording.objects.all().delete()
    remember_what_was_missed()
    assert Wording.objects.filter(page=original).exists()
    assert state_of(original) == State.IN_WORK


def test_it_takes_a_few_queries_however_many_pages(homes, cast, django_assert_max_num_queries):
    for number in range(12):
        page = add_standard_page(homes["en"], slug=f"page-{number}")
        translate(page, homes["fr"], slug=f"page-{number}")
    with django_assert_max_num_queries(12):
        assert len(waiting(cast.edith)) >= 12 * 4
