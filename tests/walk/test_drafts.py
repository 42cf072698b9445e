"""Every page type before it is public, on every screen, with the rights of each job.

The states are those in which editors meet a page: begun, saved by itself, read again from a
revision, submitted, sent back, approved by somebody else. A new page type joins by being there.
"""

from django.urls import reverse
from wagtail.models import TaskState

from core.admin.editing import GuardedEditView
from home.models import HomePage
from tests.forms import inline_formset
from tests.walk.filling import filled, sent_by
from tests.walk.life import JSON, NEW


def test_a_page_of_one_word_is_previewed_saved_by_itself_and_read_again(life, people):
    form = life.person.get(life.add_url)
    life.preview(sent_by(form, title="A"), life.preview_of_new_url)
    life.begin(**NEW)
    first = life.autosave(title="A heron")
    life.autosave(title="A heron by", overwrites=first["revision_id"])
    assert life.page.get_latest_revision_as_object().title == "A heron by"
    life.with_(people["writer"]).look()


def test_a_page_that_says_everything_is_previewed_before_it_is_saved(life):
    form = life.person.get(life.add_url)
    life.preview(filled(form, **NEW), life.preview_of_new_url)


def test_a_draft_that_says_everything_is_read_and_saved_again(life, people):
    life.begin(**NEW)
    life.fill(**NEW)
    first = life.autosave(title="A heron stands")
    life.autosave(title="A heron stands by", overwrites=first["revision_id"])
    life.with_(people["approver"]).look()


def test_a_draft_with_rows_that_say_nothing_yet_is_read_and_saved_again(life):
    life.begin(**NEW)
    form = life.person.get(life.url("edit"))
    rows = {
        name: inline_formset([dict.fromkeys(formset.form.base_fields, "")])
        for name, formset in form.context["form"].formsets.items()
        if name != "comments"
    }
    answer = life.person.post(life.url("edit"), sent_by(form, **rows), headers=JSON)
    assert answer.status_code in (200, 400)
    life.look()


def test_what_the_form_says_comes_back_as_it_was(life):
    life.begin(**NEW)
    life.fill(**NEW)
    before = sent_by(life.person.get(life.url("edit")))
    life.send(before)
    after = sent_by(life.person.get(life.url("edit")))
    passing = ("revision", "id", "checks")
    for key in before:
        if not any(word in key for word in passing):
            assert before.getlist(key) == after.getlist(key), key


def test_a_draft_is_submitted_and_approved_by_somebody_else(life, people, in_public):
    life.begin(**NEW)
    life.fill(**NEW)
    life.do("submit")
    assert life.page.workflow_in_progress
    life.with_(people["admin"]).look()
    approver = life.with_(people["approver"])
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    preview = reverse("wagtailadmin_pages:workflow_preview", args=[life.pk, task.task_id])
    assert approver.person.get(preview).status_code == 200
    assert "A heron" in approver.person.get(reverse("wagtailadmin_home")).content.decode()
    assert not in_public()
    url = reverse("wagtailadmin_pages:workflow_action", args=[life.pk, "approve", task.pk])
    assert approver.person.get(url).status_code == 200
    assert approver.person.post(url, {"comment": "Good."}).status_code in (200, 302)
    assert life.page.live
    assert in_public() == (life.model is not HomePage)
    life.with_(people["writer"]).look()


def test_a_draft_is_submitted_once_by_two_presses_at_once(life, monkeypatch):
    life.begin(**NEW)
    life.fill(**NEW)
    presses = [{"title": "A heron waits"}, {"title": "A heron waits long"}]
    while_at_work = GuardedEditView.form_valid

    def with_another_press(view, form):
        if presses:
            life.do("submit", **presses.pop())
        return while_at_work(view, form)

    monkeypatch.setattr(GuardedEditView, "form_valid", with_another_press)
    life.do("submit", **presses.pop())
    assert life.page.workflow_states.count() == 1
    assert {each.content["title"] for each in life.page.revisions.all()} >= {
        "A heron waits",
        "A heron waits long",
    }


def test_changes_asked_for_are_made_and_submitted_again(life, people):
    life.begin(**NEW)
    life.fill(**NEW)
    life.do("submit")
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    url = reverse("wagtailadmin_pages:workflow_action", args=[life.pk, "reject", task.pk])
    assert people["approver"].post(url, {"comment": "Shorter."}).status_code in (200, 302)
    life.with_(people["approver"]).look()
    life.do("restart-workflow")
    assert life.page.workflow_in_progress
    life.with_(people["admin"]).look()
