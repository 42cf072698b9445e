"""Who may not publish submits a translation; who approves it finds it, and reads it whole."""

import pytest
from django.urls import reverse

pytestmark = [pytest.mark.embedded]
WORDS = {"title": "Par où commencer", "summary": "Lisez ceci. C’est court."}


@pytest.fixture
def writing(desk_of, cast):
    desk = desk_of(cast.wanda)
    desk.send()
    return desk


def test_publishing_is_not_theirs_and_submitting_is(writing):
    writing.say(**WORDS)
    html = writing.client.get(writing.editing).content.decode()
    assert "Submit for approval" in html
    assert "Everything is translated." in html
    writing.act("publish")
    assert not writing.page.live
    html = writing.act("submit").content.decode()
    assert "“Par où commencer” is submitted." in html
    assert "It waits for approval: " in html
    assert "Submit for approval" not in html
    assert writing.page.workflow_in_progress


def test_it_asks_about_what_is_missing_before_it_is_submitted(writing):
    html = writing.client.get(writing.editing).content.decode()
    assert "2 of 2 passages are not translated." in html
    answer = writing.act("submit")
    assert "Submit it with passages that are not translated?" in answer.content.decode()
    assert not writing.page.workflow_in_progress
    writing.go_on(answer)
    assert writing.page.workflow_in_progress


def test_who_approves_finds_it_and_it_is_published_by_that(writing, client_of, cast, client):
    writing.say(**WORDS)
    writing.act("submit")
    approver = client_of(cast.mona)
    assert "Par où commencer" in approver.get(reverse("wagtailadmin_home")).content.decode()
    html = approver.get(writing.editing).content.decode()
    state = writing.page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[writing.page.pk, "approve", state.pk])
    assert f'data-workflow-action-url="{url}"' in html
    approver.post(url)
    assert writing.page.live
    assert "Par où commencer" in client.get(writing.page.get_url()).content.decode()


def test_what_was_sent_back_is_submitted_anew(writing, cast):
    writing.say(**WORDS)
    writing.act("submit")
    writing.page.current_workflow_task_state.reject(user=cast.mona)
    writing.say(title="Pour commencer")
    writing.act("submit")
    state = writing.page.current_workflow_task_state
    assert state.status == "in_progress"
    assert state.revision.as_object().title == "Pour commencer"


def test_asked_twice_it_is_submitted_once(writing):
    writing.say(**WORDS)
    writing.act("submit")
    writing.act("submit")
    assert writing.page.workflow_states.count() == 1


def test_what_is_locked_by_another_is_neither_published_nor_submitted(desk, cast, client_of):
    desk.say(**WORDS)
    page = desk.page
    page.locked, page.locked_by = True, cast.nora
    page.save(update_fields=["locked", "locked_by"])
    for action in ("publish", "submit", "anything"):
        desk.act(action)
    assert not desk.page.live
    assert not desk.page.workflow_in_progress
