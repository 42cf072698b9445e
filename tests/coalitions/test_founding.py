"""Administrators found spaces and see into none, but before the eyes of all."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from background.services import settle
from coalitions.housekeeping import put_away_what_is_over
from coalitions.models import BrokenGlass, Coalition, Membership
from coalitions.permissions import May, abilities, member_of
from coalitions.services.founding import break_glass
from coalitions.services.invitations import name_coordinator
from coalitions.services.members import end
from users.models import SecurityEvent

REASON = "A member told us that somebody is in danger."


@pytest.fixture
def adam(browse):
    return browse("adam")


def said(**changes):
    return {
        "label": "Coasts",
        "sensitivity": "high",
        "languages": ["fr", "ar"],
        "retained_until": (timezone.localdate() + timedelta(days=90)).isoformat(),
        "coordinator": "nora@example.org",
        "language": "fr",
    } | changes


def test_an_administrator_founds_a_space_for_somebody(adam, spaces, mailoutbox):
    response = adam.post(reverse("coalitions_admin:found"), said())
    assert response["Location"] == reverse("coalitions_admin:index")
    coasts = Coalition.objects.get(label="Coasts")
    assert (coasts.name, coasts.languages) == ("Coasts", ["fr", "ar"])
    assert not coasts.memberships.exists()
    settle()
    assert mailoutbox[0].to == ["nora@example.org"]
    assert "/fr/spaces/invitation/" in mailoutbox[0].body


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"retained_until": timezone.localdate().isoformat()}, "still to come"),
        ({"languages": []}, "required"),
        ({"languages": ["tlh"]}, "not one of the available choices"),
        ({"coordinator": "nobody"}, "valid email address"),
        ({"label": ""}, "required"),
    ],
)
def test_what_is_not_right_is_said_and_stays_in_the_form(adam, spaces, changes, told):
    html = adam.post(reverse("coalitions_admin:found"), said(**changes)).content.decode()
    assert told in html
    assert 'value="high" selected' in html
    assert Coalition.objects.count() == 2


def test_the_admin_shows_nothing_of_what_is_inside(adam, spaces):
    inside = ["Purpose of", "Agreement of", "of the Rivers", "River Keepers", "petra@example.org"]
    spaces.rivers.name = "What they call it"
    spaces.rivers.save()
    for path in (
        reverse("coalitions_admin:index"),
        reverse("coalitions_admin:space", args=[spaces.rivers.pk]),
        reverse("coalitions_admin:break_glass", args=[spaces.rivers.pk]),
    ):
        html = adam.get(path).content.decode()
        assert "Register: Rivers" in html
        for word in [*inside, "What they call it"]:
            assert word not in html


def test_a_space_that_has_a_coordinator_is_given_no_other(adam, spaces):
    path = reverse("coalitions_admin:space", args=[spaces.rivers.pk])
    assert "Name a coordinator" not in adam.get(path).content.decode()
    with pytest.raises(ValidationError, match="has a coordinator"):
        name_coordinator(coalition=spaces.rivers, email="adam@example.org", language="en")


def test_a_space_that_lost_its_coordinator_is_given_one(adam, spaces, mailoutbox):
    # Whose account an administrator closed, which no rule of the space can hinder.
    spaces.people["cora"].delete()
    path = reverse("coalitions_admin:space", args=[spaces.rivers.pk])
    assert "Name a coordinator" in adam.get(path).content.decode()
    for email in ("wrong@example.org", "rita@example.org"):
        adam.post(path, {"email": email, "language": "en"})
    # The second letter is the one that counts.
    assert [each.email for each in spaces.rivers.invitations.all()] == ["rita@example.org"]


def test_looking_in_takes_a_reason_and_everybody_sees_it(adam, spaces, browse, mailoutbox):
    path = reverse("coalitions_admin:break_glass", args=[spaces.rivers.pk])
    assert "in a sentence" in adam.post(path, {"reason": "because"}).content.decode()
    assert not BrokenGlass.objects.exists()
    inside = reverse("spaces:overview", args=[spaces.rivers.pk])
    assert adam.get(inside).status_code == 404
    assert adam.post(path, {"reason": REASON})["Location"] == inside
    assert adam.get(inside).status_code == 200
    html = browse("olga").get(inside).content.decode()
    assert REASON in html
    assert "Administrator," in html
    settle()
    assert [each.to for each in mailoutbox] == [["cora@example.org"]]
    assert "Rivers" not in mailoutbox[0].body
    assert SecurityEvent.objects.filter(kind="coalition.glass_broken").count() == 1


def test_whoever_looks_in_reads_and_nothing_else_for_an_hour(adam, spaces):
    break_glass(by=spaces.people["adam"], coalition=spaces.rivers, reason=REASON)
    member = member_of(spaces.people["adam"], spaces.rivers.pk)
    assert abilities(member) == {May.READ}
    assert adam.get(reverse("spaces:settings", args=[spaces.rivers.pk])).status_code == 404
    Membership.objects.filter(pk=member.pk).update(until=timezone.now())
    assert adam.get(reverse("spaces:overview", args=[spaces.rivers.pk])).status_code == 404
    put_away_what_is_over()
    member.refresh_from_db()
    assert member.left_at is not None
    # And once more, with another reason.
    break_glass(by=spaces.people["adam"], coalition=spaces.rivers, reason=f"{REASON} Again.")
    assert BrokenGlass.objects.count() == 2


def test_the_hour_is_not_counted_among_the_members(spaces, browse):
    before = browse("cora").get(reverse("spaces:members", args=[spaces.rivers.pk]))
    break_glass(by=spaces.people["adam"], coalition=spaces.rivers, reason=REASON)
    after = browse("cora").get(reverse("spaces:members", args=[spaces.rivers.pk]))
    assert before.context["space"].member_count == after.context["space"].member_count == 4
    assert len(after.context["people"]) == 5


def test_only_an_administrator_breaks_the_glass(spaces):
    for name in ("edith", "cora", "nora"):
        with pytest.raises(Http404):
            break_glass(by=spaces.people[name], coalition=spaces.rivers, reason=REASON)


def test_a_member_who_is_an_administrator_needs_break_nothing(spaces):
    cora = spaces.people["cora"]
    cora.is_superuser = True
    cora.save()
    with pytest.raises(ValidationError, match="break nothing"):
        break_glass(by=cora, coalition=spaces.rivers, reason=REASON)


def test_an_administrator_who_leaves_the_site_takes_no_reason_along(spaces):
    glass = break_glass(by=spaces.people["adam"], coalition=spaces.rivers, reason=REASON)
    end(Membership.objects.get(user=spaces.people["adam"]))
    spaces.people["adam"].delete()
    glass.refresh_from_db()
    assert (glass.user, glass.reason) == (None, REASON)
