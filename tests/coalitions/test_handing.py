"""A version is handed to the editors: it becomes a page with its words, and nothing else."""

from uuid import uuid4

import pytest
from django.http import Http404
from django.urls import reverse
from wagtail.models import PageLogEntry

from coalitions.models import Activity, Draft, Handover, Verb
from coalitions.services.drafts import begin, shared_with, trash
from coalitions.services.handing import NoLibrary, hand_over
from coalitions.services.members import end
from coalitions.services.writing import save_version
from coalitions.text.reading import trusted
from library.models import Kind, StatementPage
from tests.coalitions.cast import add_comment, add_draft, at, save_as_form
from tests.factories import add_library

TEXT = """\
## What we ask

We ask **every** government^[All of them.].

| A | B |
| --- | --- |
| c | d |
"""


@pytest.fixture
def libraries(homes):
    return {code: add_library(homes[code]) for code in ("en", "fr", "ar")}


@pytest.fixture
def version(spaces, libraries):
    draft = add_draft(spaces.petra, TEXT, title="An appeal", addressee="To all")
    return draft.versions.get()


def as_draft(handover):
    return handover.page.specific.get_latest_revision_as_object()


def translated(version, language, by):
    fresh = Draft(**shared_with(version) | {"language": language, "title": f"Le {language}"})
    begin(by=by, draft=fresh, text=trusted(version.document), translates=version)
    return fresh.versions.get()


def test_it_becomes_a_statement_that_nobody_but_editors_sees(spaces, libraries, version, client):
    handover = hand_over(by=spaces.cora, version=version, words="Not before Monday.")
    page = as_draft(handover)
    assert isinstance(page, StatementPage)
    assert (page.title, page.addressee, page.kind) == ("An appeal", "To all", Kind.STATEMENT)
    assert not page.live
    assert page.get_parent().specific == libraries["en"]
    assert [block.block_type for block in page.body] == ["heading", "text", "table", "notes"]
    assert client.get(page.get_url()).status_code == 404
    page.save_revision().publish()
    html = client.get(page.get_url()).content.decode()
    assert "<b>every</b>" in html
    assert '<li id="note-1"><p>All of them.</p>' in html


def test_nothing_says_who_wrote_it_or_what_was_said_of_it(spaces, libraries):
    draft = add_draft(spaces.petra, "We ask every government.")
    add_comment(spaces.rita, draft, "every", text="Which ones?", wording="each")
    save_version(by=spaces.petra, draft=draft, words="Softer")
    page = as_draft(hand_over(by=spaces.cora, version=draft.versions.all()[0], words="Ours"))
    revision = page.latest_revision
    assert revision.user is None
    assert page.owner is None
    assert not PageLogEntry.objects.filter(page=page.pk).exclude(user=None).exists()
    kept = str(revision.content) + str(page.body.get_prep_value())
    for name in ("Petra", "Rita", "Cora", "Rivers", "Which ones", "each", "Softer", "Ours", "mark"):
        assert name not in kept, name


def test_only_whoever_coordinates_hands_over(spaces, version):
    for member in (spaces.petra, spaces.rita, spaces.olga, spaces.luca):
        with pytest.raises(Http404):
            hand_over(by=member, version=version, words="")
    trash(by=spaces.cora, draft=version.draft)
    version.draft.refresh_from_db()
    with pytest.raises(Http404):
        hand_over(by=spaces.cora, version=version, words="")
    assert not StatementPage.objects.exists()


def test_a_translation_is_the_translation_of_the_page(spaces, version):
    arabic = translated(version, "ar", spaces.petra)
    french = translated(version, "fr", spaces.petra)
    # Whichever comes first.
    first = hand_over(by=spaces.cora, version=arabic, words="").page
    second = hand_over(by=spaces.cora, version=version, words="").page
    third = hand_over(by=spaces.cora, version=french, words="").page
    assert len({page.translation_key for page in (first, second, third)}) == 1
    assert [page.locale.language_code for page in (first, second, third)] == ["ar", "en", "fr"]
    # A second text in a language is a page of its own.
    other = hand_over(by=spaces.cora, version=translated(version, "fr", spaces.petra), words="")
    assert other.page.translation_key != first.translation_key


def test_a_newer_version_takes_the_place_of_the_older_one_in_its_page(spaces, version, client):
    first = hand_over(by=spaces.cora, version=version, words="")
    as_draft(first).save_revision().publish()
    save_as_form(spaces.petra, version.draft, "Quite another text.")
    save_version(by=spaces.petra, draft=version.draft, words="")
    second = hand_over(by=spaces.cora, version=version.draft.versions.first(), words="")
    assert second.page_id == first.page_id
    assert "Quite another text." in str(as_draft(second).body)
    assert "every" in client.get(first.page.get_url()).content.decode()


def test_where_editors_deleted_it_there_is_a_page_again(spaces, version):
    first = hand_over(by=spaces.cora, version=version, words="")
    first.page.specific.delete()
    first.refresh_from_db()
    assert first.page is None
    assert hand_over(by=spaces.cora, version=version, words="").page


def test_where_there_is_no_library_it_is_said_and_what_was_typed_stays(spaces, browse, libraries):
    draft = add_draft(spaces.petra, language="ru")
    with pytest.raises(NoLibrary):
        hand_over(by=spaces.cora, version=draft.versions.get(), words="")
    response = browse("cora").post(at(spaces, "hand_over", draft.pk, 1), {"note": "Please wait."})
    html = response.content.decode()
    assert "no library in this language yet" in html
    assert "Please wait." in html
    assert not Handover.objects.exists()


def test_a_coordinator_reads_what_editors_will_see_and_what_becomes_of_it(spaces, browse, version):
    cora, petra = browse("cora"), browse("petra")
    page_of_version = at(spaces, "version", version.draft_id, 1)
    assert "Hand to the editors" in cora.get(page_of_version).content.decode()
    assert "Hand to the editors" not in petra.get(page_of_version).content.decode()
    path = at(spaces, "hand_over", version.draft_id, 1)
    assert "They do not see" in cora.get(path).content.decode()
    cora.post(path, {"note": "From Monday."})
    assert "Handed to the editors on" in petra.get(page_of_version).content.decode()
    assert (
        "handed <bdi>An appeal</bdi> to the editors"
        in petra.get(at(spaces, "activity")).content.decode()
    )
    assert "The editors have a page of this draft already" in cora.get(path).content.decode()
    page = Handover.objects.get().page
    as_draft(Handover.objects.get()).save_revision().publish()
    assert f'href="{page.get_url()}"' in petra.get(page_of_version).content.decode()


def test_what_loses_its_style_is_said_before(spaces, browse, libraries):
    draft = add_draft(spaces.petra, "> said *so*\n\n3. three")
    html = browse("cora").get(at(spaces, "hand_over", draft.pk, 1)).content.decode()
    assert "stand there as plain words" in html
    assert "begins with 1 there" in html


def test_editors_find_it_on_their_home_screen_and_read_where_it_comes_from(spaces, browse, version):
    hand_over(by=spaces.cora, version=version, words="Not <b>before</b> Monday.")
    page = StatementPage.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for name in ("edith", "adam"):
        editor = browse(name)
        home = editor.get(reverse("wagtailadmin_home")).content.decode()
        assert f'<a href="{edit}"><bdi>An appeal</bdi></a>' in home
        said = editor.get(edit).content.decode()
        for html in (home, said):
            assert "From the space <bdi>Register: Rivers</bdi>, version 1" in html
            assert "Not &lt;b&gt;before&lt;/b&gt; Monday." in html
            for name_inside in ("Purpose of", "Cora", "Petra"):
                assert name_inside not in html
    page.get_latest_revision_as_object().save_revision().publish()
    assert (
        "An appeal</bdi>" not in browse("edith").get(reverse("wagtailadmin_home")).content.decode()
    )


def test_the_page_stays_when_the_space_or_its_coordinator_is_gone(spaces, version):
    hand_over(by=spaces.cora, version=version, words="")
    end(spaces.cora)
    assert Handover.objects.get().by == spaces.cora
    Activity.objects.filter(verb=Verb.HANDED_OVER).get()
    spaces.rivers.delete()
    assert StatementPage.objects.get()


def test_a_form_that_is_sent_twice_makes_one_page(spaces, browse, version):
    path, sent = at(spaces, "hand_over", version.draft_id, 1), {"note": str(uuid4())}
    for _ in range(2):
        browse("cora").post(path, sent)
    assert StatementPage.objects.count() == 1
