"""Every page type through every state of its life, on every screen, with the rights of each job.

The states are those in which editors meet a page, not only the last one: begun, saved by itself,
read again from a revision, submitted, approved by somebody else, scheduled, past its day, locked,
copied, moved, translated, taken down. A new page type joins by being there.
"""

import datetime as dt

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, Locale, Page, TaskState
from wagtail_localize.models import TranslationSource

from core.models.base import Section
from media.models import Document
from strategy.models import HomePage
from strategy.services import start_site
from tests.cast import Cast
from tests.factories import add_page
from tests.forms import inline_formset
from tests.walk.filling import filled, sent_by
from tests.walk.life import JSON, Life, Person
from tests.walk.world import TYPES, World

NEW = {"title": "A heron by the water", "slug": "a-heron"}


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Build the world once for all tests of this file, and take it away after them."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            start_site()
            home = HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
            yield World.build(home), Cast.gather()
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def world(built, db) -> World:
    return built[0]


@pytest.fixture
def cast(built, db) -> Cast:
    return built[1]


@pytest.fixture
def people(cast, client_of) -> dict[str, Person]:
    """One writes, one approves what others wrote, one administers."""
    return {
        name: Person(name, client_of(user))
        for name, user in (("writer", cast.wanda), ("approver", cast.mona), ("admin", cast.adam))
    }


@pytest.fixture(params=TYPES, ids=lambda each: each._meta.model_name)
def life(request, world, people) -> Life:
    """A page of each type, not begun yet, in the hands of somebody who may only write."""
    return Life(request.param, world.parents[request.param], people["writer"])


@pytest.fixture
def in_public(life, client):
    """Return whether a visitor reads the page at its address."""

    def is_in_public() -> bool:
        url = Page.objects.get(pk=life.pk).get_url()
        # A second home page stands outside of the site.
        return bool(url) and client.get(url).status_code == 200

    return is_in_public


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


@pytest.fixture
def published(life, people, django_capture_on_commit_callbacks) -> Life:
    """The page, live, with everything said; the approver published it."""
    life.begin(**NEW)
    life.fill(**NEW)
    with django_capture_on_commit_callbacks(execute=True):
        life.with_(people["approver"]).do("publish")
    assert life.page.live
    return life


def test_a_live_page_is_worked_on_and_an_older_version_brought_back(published, people, in_public):
    life = published
    first = life.autosave(title="Two herons")
    life.autosave(title="Two herons, one heard", overwrites=first["revision_id"])
    life.with_(people["writer"]).look()
    assert life.page.title == NEW["title"]
    older = life.page.live_revision
    reverted = life.with_(people["approver"])
    form = reverted.person.get(life.url("revisions_revert", older.pk))
    data = sent_by(form)
    data |= {"revision": str(older.pk), "action-publish": "1"}
    reverted.send(data)
    assert life.page.get_latest_revision_as_object().title == NEW["title"]
    life.with_(people["approver"]).look()
    assert in_public() == (life.model is not HomePage)


def test_a_live_page_is_where_visitors_look_for_it(published, client):
    if published.model is HomePage:
        return  # A second home page stands outside of the site.
    page = Page.objects.get(pk=published.pk)
    section = page.get_parent().specific
    where = ["/en/search/?q=heron", "/sitemap-en.xml"]
    if isinstance(section, Section):
        where += [section.get_url(), f"{section.get_url()}feed/"]
    for address in where:
        assert page.get_url() in client.get(address).content.decode(), address
    assert client.get("/en/").status_code == 200


def test_a_page_waits_for_its_day_and_goes_when_it_is_over(published, people, in_public):
    life = published.with_(people["approver"])
    now = timezone.now()
    day = "%Y-%m-%d %H:%M"
    coming, over = now + dt.timedelta(days=2), now + dt.timedelta(days=9)
    life.with_(people["admin"]).person.post(life.url("unpublish"))
    life.do("publish", go_live_at=coming.strftime(day), expire_at=over.strftime(day))
    assert not life.page.live
    assert life.page.scheduled_revision
    life.with_(people["admin"]).look()

    # The day comes, and passes.
    passed = {"go_live_at": now - dt.timedelta(days=8), "expire_at": now - dt.timedelta(days=1)}
    scheduled = life.page.scheduled_revision
    scheduled.content |= {key: value.isoformat() for key, value in passed.items()}
    scheduled.approved_go_live_at = passed["go_live_at"]
    scheduled.save()
    call_command("publish_scheduled")
    call_command("publish_scheduled")
    assert life.page.expired
    assert not in_public()
    life.with_(people["writer"]).look()
    life.with_(people["writer"]).do("save", title="A heron again")
    assert life.page.get_latest_revision_as_object().title == "A heron again"


def test_a_page_somebody_locked_is_looked_at_and_not_changed(published, people):
    life = published.with_(people["approver"])
    assert life.person.post(life.url("lock")).status_code == 302
    life.with_(people["approver"]).look()
    writer = people["writer"]
    data = sent_by(writer.get(life.url("edit")), title="Over the lock")
    answer = writer.post(life.url("edit"), data, headers=JSON)
    assert answer.status_code == 400
    assert life.page.get_latest_revision_as_object().title == NEW["title"]
    assert life.person.post(life.url("unlock")).status_code == 302
    life.with_(writer).autosave(title="After the lock")


def test_a_page_is_copied(published, people):
    life = published.with_(people["approver"])
    said = {
        "new_title": "A second heron",
        "new_slug": "a-second-heron",
        "new_parent_page": life.parent.pk,
    }
    assert life.person.get(life.url("copy")).status_code == 200
    assert life.person.post(life.url("copy"), said).status_code == 302
    copy = Life(life.model, life.parent, life.person, Page.objects.get(slug="a-second-heron").pk)
    copy.with_(people["admin"]).look()


def test_a_page_is_moved(published, people):
    life = published.with_(people["admin"])
    if life.parent.is_root():
        return  # There is nowhere else for it to stand.
    elsewhere = add_page(type(life.parent), life.parent.get_parent())
    url = reverse("wagtailadmin_pages:move_confirm", args=[life.pk, elsewhere.pk])
    assert life.person.get(url).status_code == 200
    assert life.person.post(url).status_code == 302
    assert Page.objects.get(pk=life.pk).get_parent().pk == elsewhere.pk
    life.with_(people["admin"]).look()


def test_a_page_is_translated_worked_on_and_synchronised(published, people):
    life = published.with_(people["admin"])
    french = Locale.objects.get(language_code="fr")
    url = reverse("wagtail_localize:submit_page_translation", args=[life.pk])
    assert life.person.get(url).status_code == 200
    said = {"locales": [french.pk], "include_subtree": ""}
    assert life.person.post(url, said).status_code == 302
    translated = Page.objects.get(locale=french, translation_key=life.page.translation_key)
    theirs = Life(life.model, translated.get_parent(), life.person, translated.pk)
    for person in people.values():
        assert person.get(theirs.url("edit")).status_code == 200
        assert person.get(theirs.url("history")).status_code == 200
        assert person.get(theirs.url("view_draft")).status_code == 200
    life.do("publish", title="Three herons")
    source = TranslationSource.objects.get_for_instance(life.page)
    update = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert life.person.get(update).status_code == 200
    assert life.person.post(update, {"publish_translations": ""}).status_code == 302
    assert life.person.get(theirs.url("edit")).status_code == 200


def test_a_page_is_taken_down_and_deleted(published, people, in_public):
    life = published.with_(people["approver"])
    assert life.person.get(life.url("unpublish")).status_code == 200
    assert life.person.post(life.url("unpublish")).status_code == 302
    assert not in_public()
    life.with_(people["writer"]).look()
    admin = people["admin"]
    assert admin.get(life.url("delete")).status_code == 200
    assert admin.post(life.url("delete")).status_code == 302
    assert not Page.objects.filter(pk=life.pk).exists()


def test_a_page_with_a_file_that_became_private_is_read_and_edited(published, people, in_public):
    life = published
    collection = Document.objects.latest("pk").collection
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    life.with_(people["approver"]).look()
    assert in_public() == (life.model is not HomePage)
