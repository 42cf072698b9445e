"""Every page type once it has been public, on every screen, with the rights of each job.

Worked on again, brought back to an older version, planned, past its day, locked, copied, moved,
translated, with a file that became private, taken down. A new page type joins by being there.
"""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, Locale, Page
from wagtail_localize.models import TranslationSource

from background.services import settle
from core.models.base import Section
from home.models import HomePage
from media.models import Document
from tests.factories import add_page
from tests.walk.filling import sent_by
from tests.walk.life import JSON, NEW, Life


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


@pytest.mark.usefixtures("embedded_search")
def test_a_live_page_is_where_visitors_look_for_it(published, client):
    if published.model is HomePage:
        return  # A second home page stands outside of the site.
    page = Page.objects.get(pk=published.pk)
    section = page.get_parent().specific
    settle()
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


def test_a_page_is_locked_copied_and_moved(published, people):
    """One life for the three: making and publishing a page takes longest."""
    somebody_locks(published, people)
    somebody_copies(published, people)
    somebody_moves(published, people)


def somebody_locks(life, people):
    life = life.with_(people["approver"])
    assert life.person.post(life.url("lock")).status_code == 302
    life.with_(people["approver"]).look()
    writer = people["writer"]
    data = sent_by(writer.get(life.url("edit")), title="Over the lock")
    answer = writer.post(life.url("edit"), data, headers=JSON)
    assert answer.status_code == 400
    assert life.page.get_latest_revision_as_object().title == NEW["title"]
    assert life.person.post(life.url("unlock")).status_code == 302
    life.with_(writer).autosave(title="After the lock")


def somebody_copies(life, people):
    life = life.with_(people["approver"])
    said = {
        "new_title": "A second heron",
        "new_slug": "a-second-heron",
        "new_parent_page": life.parent.pk,
    }
    assert life.person.get(life.url("copy")).status_code == 200
    assert life.person.post(life.url("copy"), said).status_code == 302
    copy = Life(life.model, life.parent, life.person, Page.objects.get(slug="a-second-heron").pk)
    copy.with_(people["admin"]).look()


def somebody_moves(life, people):
    life = life.with_(people["admin"])
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
