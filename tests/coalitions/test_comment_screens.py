"""The screens on which members comment, and answer what others propose."""

from uuid import uuid4

import pytest

from coalitions.models import Comment, Thread
from coalitions.services import comments
from tests.coalitions.cast import add_comment, add_draft, at, save_as_form
from tests.coalitions.test_writing import words, write
from tests.coalitions.text.test_rebasing import deleting


def said(draft, **changes):
    """A form of a comment as the page sends it."""
    return {
        "name": uuid4(),
        "version": draft.step_count,
        "text": "Could we be firmer?",
        "wording": "",
        "organisation": "",
    } | changes


def test_a_line_is_chosen_and_its_words_copied(spaces, browse, draft):
    rita = browse("rita")
    path = at(spaces, "comment", draft.pk)
    shown = rita.get(path)
    assert [label for _n, label in shown.context["form"].fields["line"].choices] == [
        "We ask every government.",
        "We wait.",
    ]
    response = rita.post(path, said(draft, line="0", words="every  government"))
    thread = Thread.objects.get()
    assert response["Location"] == f"{at(spaces, 'draft', draft.pk)}#t-{thread.anchor}"
    assert thread.quote == "every government"
    rita.post(path, said(draft, line="1", words=""))
    assert Thread.objects.last().quote == "We wait."


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"line": ""}, "line"),
        ({"line": "9"}, "line"),
        ({"line": "0", "words": "demand"}, "words"),
        ({"line": "0", "words": "e"}, "words"),
        ({"line": "0", "text": " "}, "text"),
        ({"line": "0", "version": "77"}, "__all__"),
        ({"line": "0", "version": "x"}, "version"),
        ({"start": "5", "end": "2"}, "line"),
        ({"line": "0", "name": ""}, "name"),
        ({"line": "0", "text": "x" * 5001}, "text"),
    ],
)
def test_a_form_that_is_not_right_comes_back_as_it_was(spaces, browse, draft, changes, field):
    form = said(draft, text="Kept words") | changes
    response = browse("rita").post(at(spaces, "comment", draft.pk), form)
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert str(form["text"]).strip() in response.content.decode()
    assert not Thread.objects.exists()


def test_what_was_selected_is_shown_and_taken(spaces, browse, draft):
    rita = browse("rita")
    path = at(spaces, "comment", draft.pk)
    shown = rita.get(path, {"version": 0, "start": 4, "end": 7})
    assert shown.context["form"].quote == "ask"
    rita.post(path, said(draft, start=4, end=7))
    assert Thread.objects.get().quote == "ask"


def test_whose_passage_is_gone_meanwhile_chooses_again_and_keeps_their_words(spaces, browse, draft):
    write(spaces.petra, draft, deleting(4, 8))
    rita = browse("rita")
    path = at(spaces, "comment", draft.pk)
    response = rita.post(path, said(draft, text="Kept words", start=4, end=7))
    assert response.status_code == 200
    shown = response.content.decode()
    assert "Choose it again" in shown
    assert "Kept words" in shown
    form = response.context["form"]
    assert (form["version"].value(), form.quote) == ("1", "")
    rita.post(path, said(draft, version=1, line="0", words="We every", text="Kept words"))
    assert Comment.objects.get().text == "Kept words"


def test_a_reader_sees_each_thread_beside_its_passage(spaces, browse, draft):
    first = add_comment(spaces.rita, draft, "ask", text="Firmer, <b>@Petra</b>?\n\nPlease.")
    gone = add_comment(spaces.rita, draft, "wait", red_line=True)
    [closed] = [add_comment(spaces.petra, draft, "every").thread]
    comments.resolve(by=spaces.petra, thread=closed)
    draft.refresh_from_db()
    save_as_form(spaces.petra, draft, "We ask every government.\n\n- A point")
    response = browse("olga").get(at(spaces, "draft", draft.pk))
    shown = response.content.decode()
    margin = response.context["margin"]
    assert [[t.pk for t in piece.threads] for piece in margin.pieces] == [
        [first.thread.pk, closed.pk],
        [],
    ]
    assert margin.gone == [gone.thread]
    assert f'<mark class="anchor" id="a-{first.thread.anchor}">ask</mark>' in shown
    assert f'<mark class="anchor anchor--done" id="a-{closed.anchor}">every</mark>' in shown
    assert "Firmer, &lt;b&gt;<b>@Petra</b>&lt;/b&gt;?" in shown
    assert "The passage was removed" in shown
    assert "Red line" in shown
    assert response.context["draft"].open_threads == 2
    # An observer has nothing to press.
    assert "reply/" not in shown
    assert "data-at" not in shown


def test_the_list_has_all_or_what_mentions_me(spaces, browse, draft):
    add_comment(spaces.rita, draft, "ask", text="@Petra?")
    add_comment(spaces.rita, draft, "wait")
    petra = browse("petra")
    path = at(spaces, "comments", draft.pk)
    assert len(petra.get(path).context["open"]) == 2
    assert [each.quote for each in petra.get(path, {"of": "me"}).context["open"]] == ["ask"]
    assert browse("rita").get(path, {"of": "me"}).context["open"] == []


def test_each_organisation_sees_what_became_of_its_input(spaces, browse, draft, ours):
    asked = add_comment(spaces.rita, draft, "ask", wording="demand", organisation=ours)
    add_comment(spaces.rita, draft, "wait", red_line=True)
    add_comment(spaces.rita, draft, "every")
    petra = browse("petra")
    path = at(spaces, "answer", draft.pk, asked.pk)
    refused = petra.post(path, {"answer": "declined", "reason": ""})
    assert "reason" in refused.context["form"].errors
    response = petra.post(path, {"answer": "declined", "reason": "Too strong for two of us"})
    assert response.status_code == 302
    shown = browse("olga").get(at(spaces, "proposals", draft.pk))
    assert [(name, len(rows)) for name, rows in shown.context["groups"]] == [
        ("Rita of the Rivers", 1),
        ("River Keepers", 1),
    ]
    assert "Too strong for two of us" in shown.content.decode()


def test_an_answer_puts_the_wording_into_the_text(spaces, browse, draft):
    comment = add_comment(spaces.rita, draft, "ask", wording="do\nask")
    browse("cora").post(
        at(spaces, "answer", draft.pk, comment.pk), {"answer": "accepted", "put": "on"}
    )
    assert words(draft) == "We do ask every government.We wait."


def test_a_closed_door_of_a_thread_is_said_and_nothing_breaks(spaces, browse, draft):
    comment = add_comment(spaces.rita, draft, "ask", wording="demand")
    path = at(spaces, "resolve", draft.pk, comment.thread.pk)
    response = browse("petra").post(path, follow=True)
    assert "waits for an answer" in response.content.decode()


def test_replies_changes_and_what_is_taken_back_through_their_screens(spaces, browse, draft):
    comment = add_comment(spaces.rita, draft, "ask")
    rita, petra = browse("rita"), browse("petra")
    petra.post(at(spaces, "reply", draft.pk, comment.thread.pk), said(draft, text="Why?"))
    rita.post(
        at(spaces, "change_comment", draft.pk, comment.pk),
        said(draft, text="Firmer!", wording="demand"),
    )
    assert list(comment.thread.comments.values_list("text", flat=True)) == ["Firmer!", "Why?"]
    path = at(spaces, "take_back_comment", draft.pk, comment.pk)
    assert "Firmer!" in rita.get(path).content.decode()
    rita.post(path)
    assert "Taken back." in petra.get(at(spaces, "comments", draft.pk)).content.decode()


def test_what_may_not_stand_in_a_text_is_left_out(spaces, browse, draft):
    form = said(draft, line="0", text="a\u202eb\r\nc\x07", wording="\u2066x")
    browse("rita").post(at(spaces, "comment", draft.pk), form)
    comment = Comment.objects.get()
    assert (comment.text, comment.wording) == ("ab\nc", "x")


@pytest.mark.parametrize("name", ["draft", "comments", "proposals", "write", "drafts"])
def test_more_comments_ask_no_more(spaces, browse, django_assert_max_num_queries, ours, name):
    client = browse("petra")
    counted = []
    draft = add_draft(spaces.petra, " ".join(f"w{n:02}" for n in range(40)))
    keys = [] if name == "drafts" else [draft.pk]
    client.get(at(spaces, name, *keys))
    for first, last in ((0, 3), (3, 30)):
        for n in range(first, last):
            add_comment(
                spaces.rita, draft, f"w{n:02}", text="@Petra", wording="x", organisation=ours
            )
        with django_assert_max_num_queries(20) as queries:
            client.get(at(spaces, name, *keys))
        counted.append(len(queries))
    assert counted[0] == counted[1]
