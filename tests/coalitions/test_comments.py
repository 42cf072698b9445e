"""What members say of a draft, what they propose, and what becomes of it."""

import json
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from coalitions.models import Activity, Comment, Draft, Thread, Verb
from coalitions.services import comments, drafts, members, writing
from coalitions.services.comments import PassageGone, Said
from coalitions.text.anchoring import Passage
from coalitions.text.markdown_reading import parse
from coalitions.text.reading import trusted
from coalitions.text.schema import comment_ids
from coalitions.text.steps import Replace
from tests.coalitions.cast import add_comment, add_draft, at, save_as_form
from tests.coalitions.test_writing import words, write
from tests.coalitions.text.test_rebasing import deleting, typing

HELLO = Said("Hello")


def anchors(draft):
    return comment_ids(trusted(Draft.objects.get(pk=draft.pk).document))


def test_a_reviewer_comments_on_a_passage_and_the_text_is_as_it_was(spaces, draft):
    before = Draft.objects.get(pk=draft.pk)
    comment = add_comment(spaces.rita, draft, "every government")
    draft.refresh_from_db()
    assert words(draft) == "We ask every government.We wait."
    assert anchors(draft) == {comment.thread.anchor}
    assert (comment.thread.quote, comment.thread.opened_by) == ("every government", spaces.rita)
    # Nobody has written in it: the list of drafts says who did, and its versions are the same.
    assert (draft.changed_by, draft.changed_at) == (before.changed_by, before.changed_at)
    writing.save_version(by=spaces.petra, draft=draft, words="Named")
    assert len({each.sha256 for each in draft.versions.all()}) == 1
    # An editor that is open hears of it with everybody's steps.
    assert [step["stepType"] for step in writing.news(draft, 0).steps] == ["addMark"]


@pytest.mark.parametrize("name", ["olga", "fred", "sue", "luca"])
def test_whoever_may_not_comment_does_not(spaces, draft, name):
    comment = add_comment(spaces.rita, draft, "wait", wording="hope")
    other = spaces.members[name]
    for act in (
        lambda: add_comment(other, draft, "ask"),
        lambda: comments.reply(by=other, thread=comment.thread, said=HELLO, name=uuid4()),
        lambda: comments.resolve(by=other, thread=comment.thread),
        lambda: comments.reopen(by=other, thread=comment.thread),
        lambda: comments.change(by=other, comment=comment, said=HELLO),
        lambda: comments.take_back(by=other, comment=comment),
        lambda: comments.answer(by=other, comment=comment, verdict="accepted", reason=""),
    ):
        with pytest.raises(Http404):
            act()
    assert Comment.objects.count() == 1


def test_a_form_that_is_sent_twice_says_it_once(spaces, draft):
    passage, name = Passage(0, 1, 3), uuid4()
    for _ in range(3):
        thread = comments.open_thread(
            by=spaces.rita, draft=draft, passage=passage, said=HELLO, name=name
        )
    again = uuid4()
    for _ in range(3):
        comments.reply(by=spaces.petra, thread=thread, said=HELLO, name=again)
    assert (Thread.objects.count(), Comment.objects.count()) == (1, 2)


def test_a_passage_is_found_although_others_wrote_meanwhile(spaces, draft):
    write(spaces.petra, draft, typing(1, "Today "))
    thread = comments.open_thread(
        by=spaces.rita, draft=draft, passage=Passage(0, 4, 7), said=HELLO, name=uuid4()
    )
    assert thread.quote == "ask"
    write(spaces.petra, draft, deleting(7, 16), version=2)
    with pytest.raises(PassageGone):
        comments.open_thread(
            by=spaces.rita, draft=draft, passage=Passage(0, 4, 7), said=HELLO, name=uuid4()
        )


def test_a_passage_that_comes_back_has_its_comment_again(spaces, draft):
    comment = add_comment(spaces.rita, draft, "ask")
    before = trusted(Draft.objects.get(pk=draft.pk).document)
    deletion = Replace(1, 12, parse("").slice(0, 0))
    write(spaces.petra, draft, deletion.to_json(), version=1)
    assert anchors(draft) == set()
    # As an editor undoes it.
    write(spaces.petra, draft, deletion.invert(before).to_json(), version=2)
    assert anchors(draft) == {comment.thread.anchor}


def test_the_same_when_the_comment_was_taken_back_meanwhile(spaces, draft):
    comment = add_comment(spaces.rita, draft, "ask")
    before = trusted(Draft.objects.get(pk=draft.pk).document)
    deletion = Replace(1, 12, parse("").slice(0, 0))
    write(spaces.petra, draft, deletion.to_json(), version=1)
    comments.take_back(by=spaces.rita, comment=comment)
    write(spaces.petra, draft, deletion.invert(before).to_json(), version=2)
    assert words(draft) == "We ask every government.We wait."


def test_a_comment_survives_a_form_and_a_version_that_is_brought_back(spaces, draft):
    comment = add_comment(spaces.rita, draft, "every government")
    save_as_form(spaces.petra, draft, "We ask today every single government.\n\nWe wait.")
    assert anchors(draft) == {comment.thread.anchor}
    writing.restore(by=spaces.petra, version=draft.versions.get(number=1))
    assert words(draft) == "We ask every government.We wait."
    assert anchors(draft) == {comment.thread.anchor}


def test_a_translation_has_comments_of_its_own(spaces, draft):
    add_comment(spaces.rita, draft, "ask")
    version = writing.save_version(by=spaces.petra, draft=draft, words="Ready")
    fresh = Draft(**drafts.shared_with(version) | {"language": "ar"})
    text = trusted(version.document)
    drafts.begin(by=spaces.petra, draft=fresh, text=text, translates=version)
    assert anchors(fresh) == set()


def test_a_thread_is_closed_by_whoever_opened_it_or_writes(spaces, draft):
    thread = add_comment(spaces.petra, draft, "ask").thread
    with pytest.raises(Http404):
        comments.resolve(by=spaces.rita, thread=thread)
    comments.resolve(by=spaces.cora, thread=thread)
    assert Thread.objects.get().resolved_by == spaces.cora
    # Whoever has more to say opens it again.
    comments.reply(by=spaces.rita, thread=thread, said=HELLO, name=uuid4())
    assert not Thread.objects.get().resolved_at
    mine = add_comment(spaces.rita, draft, "wait").thread
    comments.resolve(by=spaces.rita, thread=mine)
    comments.reopen(by=spaces.rita, thread=mine)
    assert Thread.objects.open().count() == 2


def test_a_proposal_is_answered_before_its_thread_is_closed(spaces, draft, ours):
    comment = add_comment(
        spaces.rita, draft, "ask", wording="demand", red_line=True, organisation=ours
    )
    with pytest.raises(ValidationError, match="waits for an answer"):
        comments.resolve(by=spaces.cora, thread=comment.thread)
    comments.answer(by=spaces.petra, comment=comment, verdict="accepted", reason="Yes", put=True)
    comment.refresh_from_db()
    assert (comment.answer, comment.answered_by, comment.organisation) == (
        "accepted",
        spaces.petra,
        ours,
    )
    assert words(draft) == "We demand every government.We wait."
    assert anchors(draft) == {comment.thread.anchor}
    assert Thread.objects.get().resolved_by == spaces.petra
    # What was answered stays as it was said.
    for act in (
        lambda: comments.change(by=spaces.rita, comment=comment, said=HELLO),
        lambda: comments.take_back(by=spaces.rita, comment=comment),
    ):
        with pytest.raises(Http404):
            act()


def test_a_wording_without_a_place_is_put_in_by_hand(spaces, draft):
    comment = add_comment(spaces.rita, draft, "ask", wording="demand")
    write(spaces.petra, draft, deleting(4, 8), version=1)
    with pytest.raises(ValidationError, match="yourself"):
        comments.answer(by=spaces.petra, comment=comment, verdict="accepted", reason="", put=True)
    comments.answer(by=spaces.petra, comment=comment, verdict="accepted", reason="")
    assert Comment.objects.get().answer == "accepted"


def test_nobody_answers_what_proposes_nothing(spaces, draft):
    comment = add_comment(spaces.rita, draft, "ask")
    with pytest.raises(Http404):
        comments.answer(by=spaces.petra, comment=comment, verdict="accepted", reason="")


def test_one_speaks_for_one_s_own_organisations(spaces, draft, ours):
    for stranger, name in ((spaces.ours, "cora"), (spaces.theirs, "rita")):
        with pytest.raises(Http404):
            add_comment(spaces.members[name], draft, "ask", organisation=stranger)
    assert add_comment(spaces.rita, draft, "ask", organisation=ours).organisation == ours


def test_a_comment_is_changed_and_taken_back_by_its_author(spaces, draft):
    comment = add_comment(spaces.rita, draft, "ask")
    comments.change(by=spaces.rita, comment=comment, said=Said("Otherwise"))
    comments.reply(by=spaces.petra, thread=comment.thread, said=HELLO, name=uuid4())
    with pytest.raises(Http404):
        comments.change(by=spaces.petra, comment=comment, said=HELLO)
    comments.take_back(by=spaces.rita, comment=comment)
    comment.refresh_from_db()
    assert (comment.text, bool(comment.taken_back_at)) == ("", True)
    with pytest.raises(Http404):
        comments.change(by=spaces.rita, comment=comment, said=HELLO)
    # A coordinator takes back what others said; with the last word of it, the thread goes.
    comments.take_back(by=spaces.cora, comment=comment.thread.comments.standing().get())
    assert (Thread.objects.open().count(), anchors(draft)) == (0, set())
    assert not Thread.objects.get().quote


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("@Petra of the Rivers, can we?", {"petra"}),
        ("@petra and @CORA: look", {"petra", "cora"}),
        ("@Petra, @Fred, @Luca, @Sue", {"petra"}),
        ("@Petras and a@b.example", set()),
        ("Petra", set()),
    ],
)
def test_whoever_is_named_after_an_at_is_meant(spaces, draft, text, meant):
    comment = add_comment(spaces.rita, draft, "ask", text=text)
    assert set(comment.mentions.all()) == {spaces.members[name] for name in meant}


def test_a_first_word_that_two_have_means_neither(spaces, draft):
    spaces.olga.display_name = "Petra Second"
    spaces.olga.save()
    comment = add_comment(spaces.rita, draft, "ask", text="@Petra and @Petra Second")
    assert list(comment.mentions.all()) == [spaces.olga]


def test_what_happened_is_written_down_without_its_words(spaces, browse, draft):
    comment = add_comment(spaces.rita, draft, "ask", wording="demand")
    comments.answer(by=spaces.petra, comment=comment, verdict="declined", reason="Canary")
    comments.reopen(by=spaces.petra, thread=comment.thread)
    comments.resolve(by=spaces.petra, thread=comment.thread)
    assert list(Activity.objects.order_by("pk").values_list("verb", flat=True))[1:] == [
        Verb.COMMENTED,
        Verb.PROPOSAL_ANSWERED,
        Verb.THREAD_RESOLVED,
    ]
    shown = browse("olga").get(at(spaces, "activity")).content.decode()
    assert "Answer: Declined" in shown
    assert "Canary" not in shown


def test_a_draft_in_the_trash_is_not_commented_on(spaces, draft):
    drafts.trash(by=spaces.petra, draft=draft)
    with pytest.raises(Http404):
        add_comment(spaces.rita, draft, "ask")


def test_whoever_is_removed_while_they_write_says_nothing(spaces, draft):
    members.remove(by=spaces.cora, member=spaces.rita)
    with pytest.raises(Http404):
        add_comment(spaces.rita, draft, "ask")


def test_an_anchor_that_is_of_no_comment_is_refused(spaces, browse, draft):
    theirs = add_comment(spaces.rita, add_draft(spaces.petra, "Else"), "Else").thread.anchor
    for anchor in ("0a1b2c3d", theirs):
        mark = {"type": "comment", "attrs": {"id": anchor}}
        step = {"stepType": "addMark", "mark": mark, "from": 1, "to": 3}
        push = {"schema": 1, "version": 0, "steps": [step], "client": str(uuid4())}
        response = browse("petra").post(
            at(spaces, "steps", draft.pk),
            json.dumps(push | {"push": str(uuid4())}),
            content_type="application/json",
        )
        assert response.status_code == 422
