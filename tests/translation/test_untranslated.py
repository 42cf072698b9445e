"""Nothing goes up untranslated by accident, through any door; on purpose it does."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow
from wagtail_localize.models import StringTranslation

from tests.factories import add_standard_page
from tests.walk.filling import sent_by
from translation.models import LeftPassage
from translation.passages import untranslated
from translation.publishing import StillUntranslated

pytestmark = [pytest.mark.embedded]
WORDS = {"title": "Par où commencer", "summary": "Lisez ceci. C’est court."}


@pytest.fixture
def online(desk, client):
    def online():
        return client.get(desk.page.get_url()).status_code == 200

    return online


def test_what_is_sent_to_translation_is_not_published(desk, online):
    assert not desk.page.live
    assert not online()


def test_the_first_button_asks_and_publishes_nothing(desk, online, client):
    answer = desk.act("publish")
    html = answer.content.decode()
    assert "2 passages are still in the language they were written in" in html
    assert "What to do first" in html
    assert "Read this. It is short." in html
    assert not online()
    assert "/fr/" not in client.get("/en/first/").content.decode().split("</head>")[0]


def test_what_was_translated_by_then_is_kept_as_a_draft(desk, online):
    desk.say(title=WORDS["title"])
    desk.act("publish")
    assert desk.page.get_latest_revision_as_object().title == WORDS["title"]
    assert desk.page.draft_title == WORDS["title"]
    assert not online()


def test_the_second_step_publishes_and_is_remembered(desk, online, cast):
    desk.say(title=WORDS["title"])
    answer = desk.go_on(desk.act("publish"))
    assert "“Par où commencer” is published." in answer.content.decode()
    assert online()
    assert LeftPassage.objects.get().left_by == cast.edith
    # It is not asked about again, while it says the same.
    desk.say(title="Pour commencer")
    desk.act("publish")
    assert desk.page.title == "Pour commencer"


def test_the_second_step_is_about_what_was_read_and_nothing_else(desk, online):
    desk.say(title=WORDS["title"])
    url = desk.act("publish").redirect_chain[-1][0]
    answer = desk.client.post(url, {"read": "something else"})
    assert "One passage is still" in answer.content.decode()
    assert not online()


def test_what_is_whole_is_published_in_one_step(desk, online):
    desk.say(**WORDS)
    answer = desk.act("publish")
    assert "is published." in answer.content.decode()
    assert online()
    assert desk.page.summary == WORDS["summary"]


def test_the_same_words_on_purpose_are_a_translation(desk, online):
    desk.say(title="What to do first", summary=WORDS["summary"])
    desk.act("publish")
    assert online()


def test_a_passage_without_words_needs_none(homes, desk_of, cast):
    page = add_standard_page(homes["en"], title="2021–2025", slug="years")
    desk = desk_of(cast.edith)
    desk.original = page
    desk.send()
    assert untranslated(desk.page.get_latest_revision_as_object()) == []
    desk.act("publish")
    assert desk.page.live


def change(page, **words):
    for name, said in words.items():
        setattr(page, name, said)
    page.save_revision().publish()


def test_an_original_that_changes_leaves_a_live_translation_whole(desk):
    desk.say(**WORDS)
    desk.act("publish")
    change(desk.original, summary="Another sentence.")
    desk.update()
    assert desk.page.summary == WORDS["summary"]
    answer = desk.update(publish_translations="on")
    assert "It is not published in Français" in answer.content.decode()
    assert desk.page.summary == WORDS["summary"]
    answer = desk.act("publish")
    assert "One passage is still" in answer.content.decode()
    # Saving a draft of it changed nothing that visitors read.
    assert desk.page.summary == WORDS["summary"]
    desk.say(summary="Une autre phrase.")
    desk.update(publish_translations="on")
    assert desk.page.summary == "Une autre phrase."


def test_several_ticked_in_a_list(desk, online):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    whole = add_standard_page(desk.page.get_parent(), slug="whole", live=False)
    url = f"{url}?id={desk.page.pk}&id={whole.pk}&next=/admin/"
    answer = desk.client.post(url, follow=True)
    html = answer.content.decode()
    assert "2 passages are not translated yet" in html
    assert "1 page has been published" in html
    assert not online()
    whole.refresh_from_db()
    assert whole.live


def test_a_translation_that_was_stopped_is_asked_about_on_the_ordinary_screen(desk, online):
    desk.client.post(reverse("wagtail_localize:stop_translation", args=[desk.translation.pk]))
    form = sent_by(desk.client.get(desk.editing))
    answer = desk.client.post(
        desk.editing, form | {"title": "Par où commencer", "action-publish": "1"}, follow=True
    )
    assert "One passage is still" in answer.content.decode()
    assert not online()
    assert desk.page.get_latest_revision_as_object().title == "Par où commencer"
    desk.go_on(answer)
    assert online()


def test_what_was_approved_and_lost_its_words_since_stays_a_draft(desk, online, cast, caplog):
    desk.say(**WORDS)
    desk.act("submit")
    state = desk.page.current_workflow_state
    assert state
    StringTranslation.objects.all().delete()
    draft = desk.page.get_latest_revision_as_object()
    draft.title = "What to do first"
    draft.save_revision()
    desk.page.current_workflow_task_state.approve(user=cast.edith)
    assert not online()
    assert "was approved and is not published" in caplog.text


def test_the_api_of_the_admin_publishes_nothing(desk, online):
    url = reverse("wagtailadmin_api:pages:listing")
    assert desk.client.get(url).status_code == 200
    assert desk.client.post(f"{url}{desk.page.pk}/action/publish/").status_code == 404
    assert not online()


def test_a_command_is_held_back_too(desk):
    with pytest.raises(StillUntranslated):
        desk.page.get_latest_revision().publish()


def test_what_is_scheduled_was_asked_about_when_it_was(desk, online):
    draft = desk.page
    draft.go_live_at = timezone.now() + dt.timedelta(hours=1)
    draft.save_revision()
    with pytest.raises(StillUntranslated):
        desk.page.get_latest_revision().publish()
    desk.go_on(desk.act("publish"))
    assert desk.page.approved_schedule or desk.page.live


def test_no_workflow_is_needed_for_the_rule(desk):
    Workflow.objects.all().delete()
    desk.act("publish")
    assert not desk.page.live
    call_command("publish_scheduled")
    assert not desk.page.live


def test_a_page_that_a_command_made_is_published_from_there_too(desk, original):
    original.revisions.all().delete()
    type(original).objects.filter(pk=original.pk).update(live=False, latest_revision=None)
    url = reverse("translation:left", args=[original.pk, "publish"])
    read = desk.client.get(url).context["read"]
    assert desk.client.post(url, {"read": read}).status_code == 302
    assert type(original).objects.get(pk=original.pk).live
