"""An editor shares a revision of a page with a space, which reads it, and says what it thinks."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from background.services import settle
from coalitions.models import Membership, SharedPage
from coalitions.permissions import May, abilities
from coalitions.roles import Role
from coalitions.services import comments, drafts
from coalitions.services.handing import hand_over
from coalitions.services.sharing import withdraw
from coalitions.text.page import document_of
from coalitions.waiting import waits_for
from tests.coalitions.access_table import TABLE, WRITERS
from tests.coalitions.cast import add_comment, at, share_page
from tests.factories import add_campaign, add_campaign_section, add_image, add_standard_page

BODY = [
    ("heading", "Why we ask"),
    ("text", "<p>The dam was <b>closed</b>.</p><ul><li>in March</li><li>again in May</li></ul>"),
    ("quote", {"text": "Nobody told us.", "attribution": "A fisher"}),
]


@pytest.fixture
def page(homes):
    return add_standard_page(
        homes["en"], title="The dam", slug="dam", live=False, summary="In short.", body=BODY
    )


@pytest.fixture
def edith(spaces):
    """The editor, who writes in the space too."""
    return Membership.objects.create(
        coalition=spaces.rivers,
        user=spaces.people["edith"],
        role=Role.PENHOLDER,
        display_name="Ed",
    )


@pytest.fixture
def shared(edith, page):
    return share_page(edith, page, words="By Friday, please.")


def save(page, **fields):
    """Save a draft of a page, as an editor does."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()
    return page


def html_of(client, path):
    return client.get(path).content.decode()


def test_members_read_the_words_and_the_page_as_it_is(spaces, browse, shared):
    olga = browse("olga")
    words = html_of(olga, at(spaces, "draft", shared.pk))
    for said in ("The dam", "In short.", "<strong>closed</strong>", "again in May", "By Friday"):
        assert said in words
    assert "A page of the site" in words
    for hidden in ("/write/", "/details/", "/hand-over/"):
        assert hidden not in words
    shown = html_of(olga, at(spaces, "as_page", shared.pk))
    assert "<h1" in shown
    assert "<b>closed</b>" in shown
    assert "Shared with you until" in shown
    assert 'href="#main"' in shown
    assert "The dam" in html_of(olga, at(spaces, "drafts"))


def test_the_public_sees_nothing_of_it(client, shared, page):
    assert client.get(page.get_url()).status_code == 404
    assert client.get(at_of(shared)).status_code == 302
    assert "The dam" not in html_of(client, "/en/")


def at_of(shared):
    return reverse("spaces:as_page", args=[shared.draft.coalition_id, shared.pk])


def test_pictures_are_seen_though_nothing_is_published(spaces, browse, homes, edith):
    image = add_image()
    settle()
    body = [("image", {"image": image, "caption": "The wall"})]
    page = add_standard_page(homes["en"], live=False, image=image, image_alt="A wall", body=body)
    shared = share_page(edith, page)
    shown = html_of(browse("rita"), at(spaces, "as_page", shared.pk))
    assert "<img" in shown
    assert "The wall" in shown


def test_later_edits_stay_private_until_it_is_shared_again(spaces, browse, shared, page, edith):
    rita = browse("rita")
    save(page, title="A secret title", summary="In other words.")
    for name in ("draft", "as_page", "versions"):
        assert "In other words" not in html_of(rita, at(spaces, name, shared.pk))
    assert "secret" not in html_of(rita, at(spaces, "drafts"))
    again = share_page(edith, page)
    assert again.pk == shared.pk
    words = html_of(rita, at(spaces, "draft", shared.pk))
    assert "In other words." in words
    assert "A secret title" in words
    compared = html_of(rita, at(spaces, "compare", shared.pk))
    for tag, said in (("del", "short"), ("ins", "other words")):
        assert re.search(rf"<{tag}>(<span.+?</span>)?{said}", compared)


def test_what_was_said_stays_with_its_words_when_it_is_shared_again(spaces, shared, page, edith):
    comment = add_comment(spaces.rita, shared.draft, "closed", text="When?")
    save(page, body=[("text", "<p>Before. The dam was <b>closed</b> by night.</p>")])
    share_page(edith, page)
    shared.draft.refresh_from_db()
    assert comment.thread.anchor in str(shared.draft.document)


@pytest.mark.parametrize("how", ["withdrawn", "expired", "deleted"])
def test_when_it_ends_there_is_nothing_at_the_next_request(spaces, browse, shared, page, how):
    rita = browse("rita")
    comment = add_comment(spaces.petra, shared.draft, "closed", text="@Rita?")
    paths = [at(spaces, name, shared.pk) for name in ("draft", "as_page", "comments", "compare")]
    paths += [at(spaces, "take_draft", shared.pk, "md"), at(spaces, "version", shared.pk, 1)]
    paths += [at(spaces, "reply", shared.pk, comment.thread_id)]
    assert {rita.get(path).status_code for path in paths} == {200}
    assert waits_for([spaces.rita])
    if how == "withdrawn":
        withdraw(by=spaces.petra, shared=shared)
    elif how == "expired":
        SharedPage.objects.update(until=timezone.localdate() - timedelta(days=1))
    else:
        page.delete()
    assert {rita.get(path).status_code for path in paths} == {404}
    assert not waits_for([spaces.rita])
    for name in ("overview", "activity", "drafts"):
        assert "The dam" not in html_of(rita, at(spaces, name))
    assert "The dam" not in html_of(rita, reverse("spaces:home"))
    with pytest.raises(Http404):
        add_comment(spaces.rita, shared.draft, "closed")


def test_shared_again_after_it_ended_it_is_there_with_what_was_said(spaces, shared, page, edith):
    add_comment(spaces.rita, shared.draft, "closed", text="When?")
    withdraw(by=edith, shared=shared)
    share_page(edith, page)
    assert shared.draft.threads.get().comments.get().text == "When?"


@pytest.mark.parametrize(
    "name", [name for name, args, who, _in in TABLE if who == WRITERS and args[:1] == ["draft"]]
)
def test_nobody_writes_in_a_page_that_is_shared(spaces, browse, shared, name):
    known = {"draft": shared.pk, "first": 1, "comment": uuid4()}
    args = next(args for each, args, _who, _in in TABLE if each == name)
    path = at(spaces, name, *(known[each] for each in args))
    for person in ("petra", "cora", "edith"):
        assert browse(person).get(path).status_code in (404, 405), person
        assert browse(person).post(path, {"text": "x", "title": "x"}).status_code in (404, 405), (
            person
        )
    shared.draft.refresh_from_db()
    assert shared.draft.step_count == 0
    assert shared.draft.trashed_at is None


def test_whoever_shared_it_answers_what_is_proposed(spaces, browse, shared, edith):
    comment = add_comment(spaces.rita, shared.draft, "closed", wording="shut")
    form = html_of(browse("edith"), at(spaces, "answer", shared.pk, comment.pk))
    assert 'name="answer"' in form
    assert 'name="put"' not in form
    assert May.ANSWER not in abilities(spaces.cora, shared.draft)
    with pytest.raises(Http404):
        comments.answer(by=spaces.cora, comment=comment, verdict="accepted", reason="")
    assert [task.sentence for task in waits_for([edith])] == ["1 proposal waits for an answer"]
    assert not waits_for([spaces.petra])
    comments.answer(by=edith, comment=comment, verdict="accepted", reason="", put=True)
    comment.refresh_from_db()
    assert comment.answer == "accepted"
    shared.draft.refresh_from_db()
    # In a page of the site it is put by whoever edits it there.
    assert "shut" not in str(shared.draft.document)


def test_an_editor_shares_from_the_page_and_reads_what_is_said(spaces, browse, page, edith):
    editor = browse("edith")
    url = reverse("coalitions_admin:share", args=[page.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert url in html_of(editor, edit)
    until = timezone.localdate() + timedelta(days=3)
    sent = {"space": edith.pk, "until": until.isoformat(), "note": "By Friday?"}
    assert editor.post(url, sent).status_code == 302
    shared = SharedPage.objects.get()
    assert (shared.by, shared.until, shared.note) == (edith, until, "By Friday?")
    add_comment(spaces.rita, shared.draft, "closed", text="When exactly?", wording="shut")
    html = html_of(editor, url)
    assert "When exactly?" in html
    assert f"{at(spaces, 'draft', shared.pk)}#t-" in html
    assert "1 comment on this page is open" in html_of(editor, edit)
    assert "has changed since" not in html
    save(page, summary="In other words.")
    assert "The page has changed since it was shared" in html_of(editor, url)
    editor.post(reverse("coalitions_admin:end_sharing", args=[page.pk, shared.pk]))
    assert browse("rita").get(at(spaces, "draft", shared.pk)).status_code == 404
    assert "It is not read there any more" in html_of(editor, url)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"until": "2020-01-01"}, "still to come"),
        ({"until": "tomorrow"}, "valid date"),
        ({"space": str(uuid4())}, "Select a valid choice"),
    ],
)
def test_a_form_that_is_refused_comes_back_filled(browse, page, edith, sent, said):
    url = reverse("coalitions_admin:share", args=[page.pk])
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    whole = {"space": edith.pk, "until": day, "note": "What I wrote"} | sent
    response = browse("edith").post(url, whole)
    assert response.status_code == 200
    assert said in response.content.decode()
    assert "What I wrote" in response.content.decode()
    assert not SharedPage.objects.exists()


def test_of_a_space_one_is_not_in_an_editor_hears_nothing(spaces, browse, page, edith, shared):
    # A superuser who is in another space alone, an editor who only reads here, a stranger.
    Membership.objects.create(
        coalition=spaces.lakes,
        user=spaces.people["adam"],
        role=Role.COORDINATOR,
        display_name="Ad",
    )
    add_comment(spaces.rita, shared.draft, "closed", text="When exactly?")
    url = reverse("coalitions_admin:share", args=[page.pk])
    end = reverse("coalitions_admin:end_sharing", args=[page.pk, shared.pk])
    adam = browse("adam")
    for path in (url, reverse("wagtailadmin_pages:edit", args=[page.pk])):
        html = html_of(adam, path)
        for inside in ("Rivers", "When exactly", "is open in your spaces"):
            assert inside not in html
    assert adam.post(end).status_code == 404
    sent = {"space": edith.pk, "until": "2099-01-01", "note": ""}
    assert "Select a valid choice" in adam.post(url, sent).content.decode()
    edith.role = Role.REVIEWER
    edith.save()
    for method in ("get", "post"):
        assert getattr(browse("edith"), method)(url).status_code == 404
        assert getattr(browse("edith"), method)(end).status_code == 404
    # Who may not edit the page shares it nowhere, whatever they are in a space.
    for path in (url, end):
        assert browse("cora").get(path).status_code in (302, 404)


def test_what_is_shared_is_not_the_spaces_own_to_change_or_to_hand_over(spaces, shared):
    version = shared.draft.versions.get()
    for act in (
        lambda: drafts.trash(by=spaces.cora, draft=shared.draft),
        lambda: drafts.change_details(by=spaces.cora, draft=shared.draft),
        lambda: hand_over(by=spaces.cora, version=version, words=""),
    ):
        with pytest.raises(Http404):
            act()


@pytest.mark.parametrize("name", ["rita", "olga", "luca", "fred"])
def test_only_whoever_writes_brings_a_page_into_a_space(spaces, page, name):
    member = spaces.members[name]
    if name == "luca":
        shared = share_page(member, page)
        assert shared.draft.coalition == spaces.lakes
        return
    with pytest.raises(Http404):
        share_page(member, page)


def test_a_page_of_every_type_is_read_in_a_space(homes, edith, browse, spaces):
    section = add_campaign_section(homes["en"])
    asks = [("ask", {"text": "Open the gate"})]
    campaign = add_campaign(section, title="Open", live=False, asks=asks, body=BODY)
    for page in (campaign, section, homes["en"]):
        shared = share_page(edith, page)
        assert browse("olga").get(at(spaces, "draft", shared.pk)).status_code == 200
        assert browse("olga").get(at(spaces, "as_page", shared.pk)).status_code == 200
    assert "Open the gate" in document_of(campaign).text_content
