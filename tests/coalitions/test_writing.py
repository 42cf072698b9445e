"""What is written in a draft is there for good, once, whoever wrote at the same time."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from coalitions.models import Draft, Step, Version
from coalitions.roles import Role
from coalitions.services import drafts, members, writing
from coalitions.text import schema
from coalitions.text.markdown_reading import parse
from coalitions.text.reading import InvalidText, trusted
from tests.coalitions.cast import add_draft
from tests.coalitions.text.test_rebasing import deleting, typing

CLIENT = "6e9a0a6e-0000-4000-8000-000000000001"


@pytest.fixture
def draft(spaces):
    return add_draft(spaces.petra, "one two three")


def write(by, draft, *steps, version=0, name=None, client=CLIENT):
    return writing.write(
        by=by, draft=draft, version=version, steps=steps, client=client, name=name or uuid4()
    )


def words(draft):
    return trusted(Draft.objects.get(pk=draft.pk).document).text_content


def test_two_write_at_once_from_one_state(spaces, draft):
    write(spaces.petra, draft, typing(1, "zero "))
    write(spaces.cora, draft, typing(14, " four"))
    assert words(draft) == "zero one two three four"
    draft.refresh_from_db()
    assert (draft.step_count, draft.changed_by, draft.words) == (2, spaces.cora, 5)
    found = writing.news(draft, 1)
    assert (len(found.steps), found.clients) == (1, [CLIENT])


def test_a_push_that_is_sent_again_is_applied_once(spaces, draft):
    name = uuid4()
    for _ in range(3):
        assert write(spaces.petra, draft, typing(1, "zero "), name=name) == []
    assert words(draft) == "zero one two three"
    assert Step.objects.count() == 1


def test_words_without_a_place_come_back_however_often_they_are_asked_for(spaces, draft):
    write(spaces.petra, draft, deleting(1, 14))
    name = uuid4()
    two = {"content": [{"type": "text", "text": "2"}]}
    inside = {"stepType": "replace", "from": 5, "to": 7, "slice": two}
    assert write(spaces.cora, draft, inside, name=name) == ["2"]


@pytest.mark.parametrize("name", ["rita", "olga", "fred", "sue", "luca"])
def test_only_who_may_write_writes(spaces, draft, name):
    with pytest.raises(Http404):
        write(spaces.members[name], draft, typing(1, "zero "))
    with pytest.raises(Http404):
        writing.save_form(
            by=spaces.members[name], draft=draft, version=0, wanted=parse("x"), name=uuid4()
        )
    assert words(draft) == "one two three"


def test_whoever_lost_the_pen_while_they_typed_writes_no_more(spaces, draft):
    petra = spaces.petra
    members.change_role(by=spaces.cora, member=petra, role=Role.REVIEWER)
    with pytest.raises(Http404):
        write(petra, draft, typing(1, "zero "))
    with pytest.raises(Http404):
        drafts.trash(by=petra, draft=draft)


def test_nobody_writes_in_a_draft_in_the_trash(spaces, draft):
    drafts.trash(by=spaces.petra, draft=draft)
    with pytest.raises(Http404):
        write(spaces.petra, draft, typing(1, "zero "))


@pytest.mark.parametrize("version", [-1, 1, 10**6])
def test_a_state_that_never_was_is_refused(spaces, draft, version):
    with pytest.raises(InvalidText):
        write(spaces.petra, draft, typing(1, "zero "), version=version)


@pytest.mark.parametrize("number", [0, 501])
def test_as_many_steps_as_a_person_makes_and_no_more(spaces, draft, number):
    with pytest.raises(InvalidText):
        write(spaces.petra, draft, *[typing(1, "x")] * number)


def test_an_anchor_of_no_comment_is_refused(spaces, draft):
    mark = {"type": "comment", "attrs": {"id": "0123abcd"}}
    with pytest.raises(InvalidText):
        write(spaces.petra, draft, {"stepType": "addMark", "mark": mark, "from": 1, "to": 4})


def test_a_form_merges_with_what_others_wrote_since_it_was_opened(spaces, draft):
    write(spaces.cora, draft, typing(1, "zero "))
    saved = writing.save_form(
        by=spaces.petra, draft=draft, version=0, wanted=parse("one two three\n\nfour"), name=uuid4()
    )
    assert saved.kept == []
    assert words(draft) == "zero one two threefour"


def test_a_form_deletes_nothing_that_others_wrote_meanwhile(spaces, draft):
    write(spaces.cora, draft, typing(5, "and a half "))
    saved = writing.save_form(
        by=spaces.petra, draft=draft, version=0, wanted=parse("something else"), name=uuid4()
    )
    assert "and a half" in saved.kept[0]
    assert "and a half" in words(draft)
    assert "something else" in words(draft)


def test_a_form_that_is_sent_twice_is_saved_once(spaces, draft):
    name = uuid4()
    for _ in range(2):
        writing.save_form(
            by=spaces.petra, draft=draft, version=0, wanted=parse("one two three four"), name=name
        )
    assert words(draft) == "one two three four"


def test_every_state_a_draft_ever_had_can_be_made_again(spaces, draft):
    states = [words(draft)]
    for number in range(6):
        write(spaces.petra, draft, typing(1, f"{number} "), version=number)
        states.append(words(draft))
    draft.refresh_from_db()
    assert [writing.state_at(draft, n).text_content for n in range(7)] == states


def test_what_was_left_for_a_while_is_a_version(spaces, draft):
    write(spaces.petra, draft, typing(1, "zero "))
    assert draft.versions.count() == 1
    Draft.objects.update(changed_at=timezone.now() - timedelta(minutes=11))
    write(spaces.cora, draft, typing(1, "minus "), version=1)
    version = draft.versions.first()
    assert (version.number, version.step_count, version.by) == (2, 1, spaces.petra)
    assert trusted(version.document).text_content == "zero one two three"


def test_a_version_that_is_brought_back_loses_nothing(spaces, draft):
    write(spaces.petra, draft, deleting(1, 9))
    first = draft.versions.get(number=1)
    writing.restore(by=spaces.cora, version=first)
    assert words(draft) == "one two three"
    numbers = [(each.number, each.brings_back) for each in draft.versions.all()]
    assert numbers == [(3, first), (2, None), (1, None)]
    assert trusted(draft.versions.get(number=2).document).text_content == "three"
    # Whoever had typed meanwhile, from the state before, types on.
    write(spaces.petra, draft, typing(6, " and more"), version=1)
    assert "and more" in words(draft)


def test_a_version_is_known_by_its_hash_and_never_changes(spaces, draft):
    version = writing.save_version(by=spaces.petra, draft=draft, words="for the hearing")
    assert version.sha256 == schema.sha256(trusted(version.document))
    write(spaces.petra, draft, typing(1, "zero "))
    again = Version.objects.get(pk=version.pk)
    assert (again.sha256, again.document) == (version.sha256, version.document)


# Over HTTP


@pytest.fixture
def paths(spaces, draft):
    keys = [spaces.rivers.pk, draft.pk]
    return {name: reverse(f"spaces:{name}", args=keys) for name in ("write", "text", "steps")}


def post(browser, path, **said):
    body = {"schema": schema.VERSION, "client": CLIENT, "push": str(uuid4()), "version": 0} | said
    return browser.post(path, json.dumps(body), content_type="application/json")


def test_an_editor_opens_sends_and_hears(browse, paths):
    petra, cora = browse("petra"), browse("cora")
    opened = petra.get(paths["text"]).json()
    assert opened["version"] == 0
    assert trusted(opened["document"]).text_content == "one two three"
    answer = post(petra, paths["steps"], steps=[typing(1, "zero ")]).json()
    assert (len(answer["steps"]), answer["clients"], answer["lost"]) == (1, [CLIENT], [])
    assert cora.get(paths["steps"], {"since": 0}).json()["steps"] == answer["steps"]
    assert cora.get(paths["steps"], {"since": 1}).json()["steps"] == []


@pytest.mark.parametrize(
    "said",
    [
        {"schema": 0},
        {"steps": None},
        {"steps": "x"},
        {"steps": [{}]},
        {"version": "x"},
        {"version": 9},
        {"push": "x"},
        {"push": 7},
        {"client": "<script>"},
    ],
)
def test_what_no_editor_sends_is_refused_and_changes_nothing(browse, paths, draft, said):
    response = post(browse("petra"), paths["steps"], **({"steps": [typing(1, "x")]} | said))
    assert response.status_code == 422
    assert words(draft) == "one two three"


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"[" * 100_000, b'"x"', b"\xff"])
def test_what_is_no_json_of_an_editor_is_refused(browse, paths, body):
    response = browse("petra").post(paths["steps"], body, content_type="application/json")
    assert response.status_code == 422


def test_the_plain_form_saves_and_comes_back_filled(browse, paths, draft):
    petra = browse("petra")
    form = petra.get(paths["write"]).context["form"]
    said = {"version": form["version"].value(), "push": form["push"].value()}
    assert petra.post(paths["write"], said | {"text": "## Heading\n\none two"}).status_code == 302
    assert words(draft) == "Headingone two"
    # Of a draft that has not been written so far.
    html = petra.post(paths["write"], said | {"version": 99, "text": "mine"}).content.decode()
    assert "Open the page anew" in html
    assert "mine" in html


def test_the_plain_form_shows_what_it_would_have_deleted(spaces, browse, paths, draft):
    petra = browse("petra")
    form = petra.get(paths["write"]).context["form"]
    said = {"version": 0, "push": form["push"].value(), "text": "something else"}
    write(spaces.cora, draft, typing(5, "and a half "))
    html = petra.post(paths["write"], said).content.decode()
    assert "more stands there than you sent" in html
    assert "and a half" in html
