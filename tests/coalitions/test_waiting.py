"""What waits for somebody, and what is new to them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.models import Draft, Membership
from coalitions.roles import Role
from coalitions.services import comments, drafts, writing
from coalitions.services.comments import Said
from coalitions.text.reading import trusted
from coalitions.waiting import waits_for
from tests.coalitions.cast import (
    add_coalition,
    add_comment,
    add_draft,
    add_member,
    at,
    save_as_form,
)


def told(*members):
    return [task.sentence for task in waits_for(members)]


def test_a_member_who_is_meant_is_asked_until_they_answer_or_it_is_closed(spaces, draft):
    first = add_comment(spaces.rita, draft, "ask", text="@Petra and @Olga?").thread
    add_comment(spaces.petra, draft, "wait", text="@Petra, to myself")
    assert told(spaces.petra) == ["Rita of the Rivers asks for your word"]
    [task] = waits_for([spaces.olga])
    assert (task.quote, task.url.partition("#")[2]) == ("ask", f"t-{first.anchor}")
    comments.reply(by=spaces.petra, thread=first, said=Said("Yes."), name=uuid4())
    assert (told(spaces.petra), told(spaces.cora)) == ([], [])
    comments.resolve(by=spaces.rita, thread=first)
    assert told(spaces.olga) == []


def test_whoever_writes_answers_proposals(spaces, draft):
    one = add_comment(spaces.rita, draft, "ask", wording="demand")
    add_comment(spaces.rita, draft, "wait", red_line=True)
    for member in (spaces.petra, spaces.cora):
        [task] = waits_for([member])
        assert task.sentence == "2 proposals wait for an answer"
        assert task.url == at(spaces, "proposals", draft.pk)
    assert told(spaces.rita) == told(spaces.olga) == told(spaces.luca) == []
    comments.answer(by=spaces.petra, comment=one, verdict="accepted", reason="")
    assert told(spaces.petra) == ["1 proposal waits for an answer"]
    drafts.trash(by=spaces.petra, draft=draft)
    assert told(spaces.petra) == []


def test_what_is_due_first_stands_first(spaces, draft):
    now = timezone.now()
    for days in (20, 9, 2, -1):
        add_draft(spaces.petra, title=f"In {days}", deadline=now + timedelta(days=days))
    add_comment(spaces.rita, draft, "ask", wording="demand")
    tasks = waits_for([spaces.petra])
    assert [task.draft.title for task in tasks] == ["In 2", "In 9", "A letter"]
    assert told(spaces.rita) == []


def test_a_translation_of_an_older_version_is_brought_up_to_date(spaces, draft):
    version = draft.versions.get()
    fresh = Draft(**drafts.shared_with(version) | {"language": "ar"})
    drafts.begin(by=spaces.petra, draft=fresh, text=trusted(version.document), translates=version)
    assert told(spaces.petra) == []
    save_as_form(spaces.petra, draft, "Else")
    writing.save_version(by=spaces.petra, draft=draft, words="")
    [task] = waits_for([spaces.cora])
    assert task.draft == fresh


def test_who_leads_a_space_hears_before_it_ends(spaces):
    spaces.rivers.retained_until = timezone.localdate() + timedelta(days=9)
    spaces.rivers.save()
    cora = Membership.objects.get(pk=spaces.cora.pk)
    assert told(cora) == ["This space ends soon: take along what you need"]
    assert told(Membership.objects.get(pk=spaces.petra.pk)) == []


def test_home_says_what_waits_in_all_spaces_and_where_something_is_new(spaces, browse, draft):
    add_comment(spaces.rita, draft, "ask", text="@Olga?")
    olga = browse("olga")
    html = olga.get(reverse("spaces:home")).content.decode()
    assert "Waiting for you" in html
    assert "asks for your word" in html
    assert "2 things are new" in html
    overview = olga.get(at(spaces, "overview")).content.decode()
    assert overview.count(">New<") == 2
    assert "asks for your word" in overview
    # Seen, it is new no more; what one does oneself never is.
    assert ">New<" not in olga.get(at(spaces, "overview")).content.decode()
    assert "are new" not in olga.get(reverse("spaces:home")).content.decode()
    add_comment(spaces.rita, draft, "wait")
    assert "1 thing is new" in olga.get(reverse("spaces:home")).content.decode()
    assert "2 things are new" in browse("petra").get(reverse("spaces:home")).content.decode()


def test_nothing_of_a_space_one_has_left_waits(spaces, browse, draft):
    add_comment(spaces.petra, draft, "ask", text="@Rita")
    spaces.rita.left_at = timezone.now()
    spaces.rita.save()
    html = browse("rita").get(reverse("spaces:home")).content.decode()
    assert "Waiting for you" not in html
    assert "Rivers" not in html


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.COORDINATOR])
def test_more_that_waits_asks_no_more(spaces, browse, django_assert_max_num_queries, role):
    petra = browse("petra")
    petra.get(reverse("spaces:home"))
    counted = []
    for number in (2, 9):
        for index in range(number):
            space = add_coalition(f"Space {number} {index}")
            member = add_member(space, "Petra", role)
            lead = add_member(space, "Cora", Role.COORDINATOR)
            due = timezone.now() + timedelta(days=index + 1)
            begun = add_draft(lead, "We ask and we wait", deadline=due)
            add_comment(lead, begun, "wait", text=f"@{member.display_name}", wording="hope")
        with django_assert_max_num_queries(16) as queries:
            petra.get(reverse("spaces:home"))
        counted.append(len(queries))
    assert counted[0] == counted[1]
