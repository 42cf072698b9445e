"""Every address of wagtail-localize: the right to the page, and clear words for bad input."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import StringTranslation, Translation

from tests.factories import add_campaign, add_campaign_section, add_document, add_standard_page
from tests.translation.conftest import FORM, Desk

pytestmark = [pytest.mark.embedded]


@pytest.fixture
def stranger(cast, homes, client_of):
    """Somebody who translates another section."""
    elsewhere = add_standard_page(homes["en"], slug="elsewhere")
    group = Group.objects.create(name="Translators of one section")
    group.permissions.set(Group.objects.get(name="Editors").permissions.all())
    for right in ("add", "change", "publish"):
        GroupPagePermission.objects.create(group=group, page=elsewhere, permission_type=right)
    cast.nora.groups.set([group])
    return client_of(cast.nora)


def addresses(desk):
    one = desk.translation
    segment = desk.segment("title").pk
    name = "wagtail_localize:{}".format
    return [
        ("get", reverse(name("submit_page_translation"), args=[desk.original.pk])),
        ("post", reverse(name("submit_page_translation"), args=[desk.original.pk])),
        ("get", reverse(name("update_translations"), args=[one.source.pk])),
        ("post", reverse(name("update_translations"), args=[one.source.pk])),
        ("put", reverse(name("edit_string_translation"), args=[one.pk, segment])),
        ("delete", reverse(name("edit_string_translation"), args=[one.pk, segment])),
        ("get", reverse(name("download_pofile"), args=[one.pk])),
        ("post", reverse(name("upload_pofile"), args=[one.pk])),
        ("post", reverse(name("machine_translate"), args=[one.pk])),
        ("get", reverse(name("preview_translation"), args=[one.pk])),
        ("get", reverse(name("preview_translation"), args=[one.pk, "x"])),
        ("post", reverse(name("stop_translation"), args=[one.pk])),
        ("get", reverse(name("convert_to_alias"), args=[desk.page.pk])),
        ("post", reverse(name("convert_to_alias"), args=[desk.page.pk])),
        ("get", reverse("translation:left", args=[desk.page.pk, "publish"])),
        ("post", reverse("translation:left", args=[desk.page.pk, "submit"])),
    ]


def test_a_translator_of_another_section_finds_nothing_and_changes_nothing(desk, stranger):
    desk.say(title="Par où commencer")
    before = list(StringTranslation.objects.values()), list(Translation.objects.values())
    for method, url in addresses(desk):
        answer = getattr(stranger, method)(url)
        assert answer.status_code == 404, (method, url)
        assert "What to do first" not in answer.content.decode()
    assert before == (list(StringTranslation.objects.values()), list(Translation.objects.values()))


def test_nor_reads_of_it_in_the_report(desk, stranger):
    report = reverse("wagtail_localize:translations_report")
    assert "What to do first" in desk.client.get(report).content.decode()
    assert "What to do first" not in stranger.get(report).content.decode()


def test_a_copy_is_not_put_where_one_may_add_nothing(homes, stranger, desk_of, cast):
    elsewhere = Page.objects.get(slug="elsewhere")
    below = add_standard_page(elsewhere, slug="below", title="Below")
    desk = Desk(stranger, below)
    others = desk_of(cast.edith)
    others.original = elsewhere.specific
    others.send()
    answer = desk.send()
    assert "You may not add pages in Français there." in answer.content.decode()
    assert not below.get_translations().exists()


@pytest.mark.parametrize("said", [b"", b"value=", b"value=a%00b", b"nothing=here", b"\xff"])
def test_what_is_no_passage_is_no_error_of_ours(desk, said):
    args = [desk.translation.pk, desk.segment("title").pk]
    url = reverse("wagtail_localize:edit_string_translation", args=args)
    assert desk.client.put(url, said, content_type=FORM).status_code < 500


CATALOGUES = {
    None: "Choose the catalogue",
    b"": "of another page or another language",
    b"no catalogue at all": "This is not a catalogue",
    b"\xff\xfe\x00": "This is not a catalogue",
    b'msgid ""\nmsgstr ""\n"X-WagtailLocalize-TranslationID: 1\\n"\n': "of another page",
    b"/etc/passwd": "This is not a catalogue",
    b"#" * 2_000_001: "larger than 2 MB",
}


@pytest.mark.parametrize("said", CATALOGUES, ids=lambda said: repr(said)[:20])
def test_what_is_no_catalogue_is_refused_in_words(desk, said):
    url = reverse("wagtail_localize:upload_pofile", args=[desk.translation.pk])
    files = {} if said is None else {"file": SimpleUploadedFile("fr.po", said)}
    answer = desk.client.post(url, files, follow=True)
    assert CATALOGUES[said] in answer.content.decode()
    assert not StringTranslation.objects.exists()


def catalogue_of(desk, title):
    url = reverse("wagtail_localize:download_pofile", args=[desk.translation.pk])
    said = desk.client.get(url).content.decode()
    empty = 'msgid "What to do first"\nmsgstr ""'
    return said.replace(empty, empty.removesuffix('""') + f'"{title}"')


def test_a_catalogue_with_too_long_a_title_is_refused_in_words(desk):
    url = reverse("wagtail_localize:upload_pofile", args=[desk.translation.pk])
    file = SimpleUploadedFile("fr.po", catalogue_of(desk, "T" * 256).encode())
    answer = desk.client.post(url, {"file": file}, follow=True)
    assert "255 characters at most" in answer.content.decode()


def test_a_catalogue_comes_back(desk):
    said = catalogue_of(desk, "Commencer")
    said += '\nmsgctxt "title"\nmsgid "Long gone"\nmsgstr "Parti"\n'
    url = reverse("wagtail_localize:upload_pofile", args=[desk.translation.pk])
    answer = desk.client.post(
        url, {"file": SimpleUploadedFile("fr.po", said.encode())}, follow=True
    )
    html = answer.content.decode()
    assert "1 passage came in from the catalogue." in html
    assert "1 passage of it is not on this page any more." in html
    assert not desk.page.live
    desk.act("publish")
    assert desk.page.draft_title == "Commencer"


class TestLimits:
    def test_a_field_says_that_it_is_full(self, desk):
        desk.say(title="Commencer", summary="L" * 401)
        answer = desk.act("publish")
        assert "Some passages do not fit" in answer.content.decode()
        entered = StringTranslation.objects.get(context__path="summary")
        assert entered.has_error
        assert entered.data == "L" * 401
        assert not desk.page.live
        # The rest is kept.
        assert desk.page.get_latest_revision_as_object().title == "Commencer"

    @pytest.mark.service("postgresql")
    def test_a_title_that_no_list_has_room_for_is_no_error_of_ours(self, desk):
        args = [desk.translation.pk, desk.segment("title").pk]
        url = reverse("wagtail_localize:edit_string_translation", args=args)
        said = urlencode({"value": "T" * 256})
        assert desk.client.put(url, said, content_type=FORM).status_code == 400

    def test_so_do_a_row_and_a_block(self, homes, desk_of, cast):
        section = add_campaign_section(homes["en"], slug="campaigns")
        campaign = add_campaign(
            section,
            title="A campaign",
            slug="one",
            body=[{"type": "number", "value": {"value": "5 of 14", "label": "of", "source": "us"}}],
        )
        campaign.files.create(document=add_document("en"), description="Four minutes")
        campaign.save_revision().publish()
        desk = desk_of(cast.edith)
        desk.original = campaign
        desk.send()
        segments = {
            each.context.path: each for each in desk.translation.source.stringsegment_set.all()
        }
        row = next(path for path in segments if path.endswith(".description"))
        number = next(path for path in segments if path.endswith(".value"))
        for path, size in ((row, 161), (number, 25)):
            args = [desk.translation.pk, segments[path].pk]
            url = reverse("wagtail_localize:edit_string_translation", args=args)
            desk.client.put(url, urlencode({"value": "x" * size}), content_type=FORM)
        answer = desk.act("publish")
        assert "Some passages do not fit" in answer.content.decode()
        wrong = StringTranslation.objects.filter(has_error=True)
        assert set(wrong.values_list("context__path", flat=True)) == {row, number}
        desk.act("publish")


def test_words_of_a_row_are_translated_with_their_page(homes, desk_of, cast, client):
    section = add_campaign_section(homes["en"], slug="campaigns")
    campaign = add_campaign(section, title="A campaign", slug="one")
    campaign.files.create(document=add_document("en"), description="Four minutes, two blanks")
    campaign.save_revision().publish()
    desk = desk_of(cast.edith)
    desk.original = campaign
    desk.send()
    row = next(
        each.context.path
        for each in desk.translation.source.stringsegment_set.all()
        if "files." in each.context.path
    )
    desk.say(**{"title": "Une campagne", row.replace(".", "__"): "Quatre minutes, deux blancs"})
    desk.act("publish")
    assert desk.page.live
    said = [row.description for row in desk.page.files.all()]
    assert said == ["Quatre minutes, deux blancs"]
    assert [row.description for row in campaign.files.all()] == ["Four minutes, two blanks"]
