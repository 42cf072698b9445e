"""The home screen of the admin tells each editor what needs attention, and nothing more."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import GroupPagePermission, PageViewRestriction, Revision
from wagtail.users.models import UserProfile

from core.models import StandardPage
from tests.cast import PASSWORD
from tests.factories import add_image, add_standard_page, translate


def concerns(client):
    """Return the concerns of the home screen as a person reads them."""
    html = client.get("/admin/").content.decode()
    (panel,) = re.findall(r'<section class="pv-attention".*?</section>', html, re.DOTALL)
    found = re.findall(r"<li><a [^>]+>(.*?)</a></li>|<p>(.*?)</p>", panel)
    return [link or words for link, words in found]


NOTHING = "Nothing right now. Every page is published, described and translated."


@pytest.fixture
def signed_in(client, cast, homes):
    client.force_login(cast.edith)
    return client


def in_every_language(homes, **fields):
    page = add_standard_page(homes["en"], **fields)
    for code in homes:
        if code != "en":
            translate(page, homes[code])
    return page


def test_nothing_needs_attention_when_all_is_done(signed_in, homes):
    in_every_language(homes)
    assert concerns(signed_in) == [NOTHING]


def test_drafts_are_counted(signed_in, homes):
    add_standard_page(homes["en"], live=False)
    assert concerns(signed_in) == ["1 page has changes that are not published"]
    page = in_every_language(homes)
    page.title = "Changed"
    page.save_revision()
    assert concerns(signed_in) == ["2 pages have changes that are not published"]


def test_images_without_words_are_counted(signed_in, homes):
    page = in_every_language(homes)
    StandardPage.objects.filter(pk=page.pk).update(image=add_image())
    assert concerns(signed_in) == ["1 page shows an image without alternative text"]
    StandardPage.objects.filter(pk=page.pk).update(image_alt="Bars that rise.")
    assert concerns(signed_in) == [NOTHING]


def test_missing_translations_are_counted_for_each_language(signed_in, homes):
    page = add_standard_page(homes["en"])
    add_standard_page(homes["en"])
    translate(page, homes["fr"])
    assert concerns(signed_in) == [
        "1 page waits for work in Français",
        "2 pages wait for work in Español",
        "2 pages wait for work in العربية",
        "2 pages wait for work in Русский",
        "2 pages wait for work in 中文",
    ]


def test_a_page_that_is_not_public_is_not_missed_elsewhere(signed_in, homes):
    page = add_standard_page(homes["en"])
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert concerns(signed_in) == [NOTHING]
    # In whichever language it was written.
    add_standard_page(homes["fr"])
    assert "1 page waits for work in English" in concerns(signed_in)


RESTRICTED = "A page is restricted: visitors do not find it, whoever they are"


def test_a_restricted_page_is_told_to_a_superuser_only(signed_in, cast, homes):
    PageViewRestriction.objects.create(page=in_every_language(homes), restriction_type="login")
    assert concerns(signed_in) == [NOTHING]
    signed_in.force_login(cast.adam)
    assert concerns(signed_in) == [RESTRICTED]


def test_each_concern_leads_to_where_it_is_looked_at(signed_in, homes):
    add_standard_page(homes["en"])
    add_standard_page(homes["en"], live=False)
    html = signed_in.get("/admin/").content.decode()
    panel = html.split('class="pv-attention"')[1].split("</section>")[0]
    links = set(re.findall(r'href="([^"]+)"', panel))
    assert links
    assert all(signed_in.get(link).status_code == 200 for link in links)


def test_an_editor_of_one_language_hears_of_the_drafts_of_that_language(client, homes):
    group = Group.objects.create(name="French")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    permission = Permission.objects.get(
        codename="change_page", content_type__app_label="wagtailcore"
    )
    GroupPagePermission.objects.create(group=group, page=homes["fr"], permission=permission)
    fanny = get_user_model().objects.create_user("fanny@example.org", PASSWORD)
    fanny.groups.add(group)
    client.force_login(fanny)
    add_standard_page(homes["en"], live=False)
    assert concerns(client) == [NOTHING]
    add_standard_page(homes["fr"], live=False)
    assert concerns(client) == ["1 page has changes that are not published"]


def test_the_panel_asks_as_much_for_many_pages_as_for_few(signed_in, homes):
    def queries():
        signed_in.get("/admin/")
        with CaptureQueriesContext(connection) as captured:
            signed_in.get("/admin/")
        return len(captured)

    add_standard_page(homes["en"])
    few = queries()
    for _number in range(12):
        add_standard_page(homes["en"])
    assert queries() == few


@pytest.mark.parametrize("code", ["fr", "es", "ar", "ru", "zh-hans"])
def test_an_editor_reads_the_panel_in_their_own_language(signed_in, cast, homes, code):
    UserProfile.objects.create(user=cast.edith, preferred_language=code)
    add_standard_page(homes["en"], live=False)
    (words,) = concerns(signed_in)
    with translation.override(code):
        expected = translation.ngettext(
            "%(count)d page has changes that are not published",
            "%(count)d pages have changes that are not published",
            1,
        )
    assert words == expected % {"count": 1}
    assert "page has changes" not in words
    html = signed_in.get("/admin/").content.decode()
    direction = "rtl" if code == "ar" else "ltr"
    assert re.search(rf'<html[^>]*lang="{code}"[^>]*dir="{direction}"', html)


def test_a_title_in_the_admin_is_never_markup(signed_in, homes):
    add_standard_page(homes["en"], title="<script>alert(1)</script>", live=False)
    for path in ("/admin/", f"/admin/pages/{homes['en'].pk}/"):
        assert "<script>alert(1)" not in signed_in.get(path).content.decode()


@pytest.mark.parametrize("field", ["go_live_at", "expire_at"])
def test_an_administrator_hears_of_a_schedule_that_nobody_keeps(client, cast, home, field):
    page = add_standard_page(home, title="Vote", live=field == "expire_at")
    soon, late = (timezone.now() + timedelta(minutes=minutes) for minutes in (1, -10))
    setattr(page, field, soon)
    revision = page.save_revision()
    revision.publish()
    said = "“Vote” is overdue: the worker does not keep the schedule"
    client.force_login(cast.adam)
    assert said not in concerns(client)
    Revision.objects.exclude(approved_go_live_at=None).update(approved_go_live_at=late)
    type(page).objects.exclude(expire_at=None).update(expire_at=late)
    assert said in concerns(client)
    client.force_login(cast.edith)
    assert said not in concerns(client)
