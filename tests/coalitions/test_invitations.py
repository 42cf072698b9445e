"""A letter lets one address in, once, for a while; and tells nobody who is here."""

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from background.services import settle
from coalitions.housekeeping import put_away_what_is_over
from coalitions.models import Activity, Invitation, Membership, Sensitivity, Verb
from coalitions.roles import Role
from coalitions.services import invitations as services
from tests.coalitions.letters import token_in


def ask(by, email="new@example.org", **said):
    said = {"role": Role.REVIEWER, "organisation": None, "language": "en"} | said
    return services.invite(by=by, email=email, **said)


def test_a_letter_says_that_there_is_something_and_not_what(spaces, mailoutbox):
    ask(spaces.cora, organisation=spaces.ours, language="ar")
    settle()
    letter = mailoutbox[0]
    assert letter.to == ["new@example.org"]
    said = f"{letter.subject} {letter.body} {letter.extra_headers}"
    for word in ("Rivers", "Cora", "River Keepers", "Reviewer"):
        assert word not in said
    assert "/ar/spaces/invitation/" in letter.body
    assert "14" in letter.body


def test_what_the_letter_holds_is_nowhere_in_the_database(spaces, mailoutbox):
    invitation = ask(spaces.cora)
    settle()
    token = token_in(mailoutbox[0])
    assert invitation.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert services.find(token) == invitation
    assert services.find(invitation.token_hash) is None


@pytest.mark.parametrize(
    ("sensitivity", "days"),
    [(Sensitivity.NORMAL, 14), (Sensitivity.SENSITIVE, 7), (Sensitivity.HIGH, 2)],
)
def test_the_more_there_is_to_lose_the_shorter_it_lasts(spaces, mailoutbox, sensitivity, days):
    spaces.rivers.sensitivity = sensitivity
    spaces.rivers.save()
    invitation = ask(spaces.cora)
    assert timedelta(days=days - 1) < invitation.expires_at - timezone.now() < timedelta(days=days)
    settle()
    token = token_in(mailoutbox[0])
    Invitation.objects.update(expires_at=timezone.now())
    assert services.find(token) is None


def test_who_invites_learns_nothing_of_an_address(spaces, browse):
    """Of a stranger, of somebody with an account, of a member of the space: the same answer."""
    path = reverse("spaces:invitations", args=[spaces.rivers.pk])
    cora = browse("cora")
    for email in ("new@example.org", "nora@example.org", "petra@example.org", "sue@example.org"):
        said = {"email": email, "role": "observer", "organisation": "", "language": "en"}
        response = cora.post(path, said)
        assert (response.status_code, response["Location"]) == (302, path)
    html = cora.get(path).content.decode()
    assert html.count("Send again") == 4


def test_one_letter_to_an_address_waits_at_a_time(spaces, browse):
    ask(spaces.cora)
    with pytest.raises(ValidationError, match="waits for this address"):
        ask(spaces.cora, email="NEW@example.org")
    path = reverse("spaces:invitations", args=[spaces.rivers.pk])
    said = {"email": "new@example.org", "role": "penholder", "organisation": "", "language": "fr"}
    html = browse("cora").post(path, said).content.decode()
    assert "Send it again, or take it back" in html
    assert 'value="penholder" selected' in html
    # One that is too old is in nobody's way.
    Invitation.objects.update(expires_at=timezone.now())
    assert ask(spaces.cora)


def test_a_letter_sent_again_replaces_the_first(spaces, mailoutbox):
    invitation = ask(spaces.cora)
    services.send_again(by=spaces.cora, invitation=invitation)
    settle()
    first, second = map(token_in, mailoutbox)
    assert services.find(first) is None
    assert services.find(second) == invitation


def test_a_letter_that_is_taken_back_opens_nothing(spaces, mailoutbox):
    services.revoke(by=spaces.cora, invitation=ask(spaces.cora))
    settle()
    assert services.find(token_in(mailoutbox[0])) is None


@pytest.mark.parametrize("name", ["petra", "olga", "fred", "sue"])
def test_only_coordinators_invite(spaces, name):
    invitation = ask(spaces.cora)
    by = spaces.members[name]
    for act in (
        lambda: ask(by, email="other@example.org"),
        lambda: services.revoke(by=by, invitation=invitation),
        lambda: services.send_again(by=by, invitation=invitation),
    ):
        with pytest.raises(Http404):
            act()


def test_nobody_touches_the_invitations_of_another_space(spaces):
    invitation = ask(spaces.cora)
    with pytest.raises(Http404):
        services.revoke(by=spaces.luca, invitation=invitation)
    with pytest.raises(Http404):
        ask(spaces.cora, organisation=spaces.theirs)


def test_so_many_letters_a_day_and_no_more(spaces, monkeypatch):
    monkeypatch.setattr(services, "LETTERS_A_DAY", 2)
    invitation = ask(spaces.cora)
    services.send_again(by=spaces.cora, invitation=invitation)
    # Nor by taking back and inviting again.
    services.revoke(by=spaces.cora, invitation=invitation)
    with pytest.raises(ValidationError, match="tomorrow"):
        ask(spaces.cora)


def test_whoever_accepts_is_a_member_and_the_letter_is_used_up(spaces, mailoutbox):
    invitation = ask(spaces.cora, email="Nora@Example.org", organisation=spaces.ours)
    nora = spaces.people["nora"]
    member = services.accept(invitation=invitation, user=nora, display_name="N.")
    assert (member.role, member.display_name, member.speaks_for) == ("reviewer", "N.", spaces.ours)
    assert member.affiliations.get().organisation == spaces.ours
    assert not Invitation.objects.exists()
    with pytest.raises(Http404):
        services.accept(invitation=invitation, user=nora, display_name="N. again")
    assert Activity.objects.filter(verb=Verb.JOINED, about=member.pk).count() == 1


def test_a_letter_is_for_its_address_alone(spaces):
    with pytest.raises(Http404):
        services.accept(invitation=ask(spaces.cora), user=spaces.people["nora"], display_name="N.")


def test_a_member_who_is_invited_again_stays_as_they_are(spaces):
    invitation = ask(spaces.cora, email="petra@example.org", role=Role.OBSERVER)
    same = services.accept(
        invitation=invitation, user=spaces.people["petra"], display_name="Somebody"
    )
    assert same == spaces.petra
    assert same.role == Role.PENHOLDER
    assert not Invitation.objects.exists()


def test_whoever_left_comes_back_by_a_new_letter_only(spaces):
    invitation = ask(spaces.cora, email="fred@example.org")
    again = services.accept(
        invitation=invitation, user=spaces.people["fred"], display_name="Fred again"
    )
    assert again != spaces.fred
    assert Membership.objects.of(spaces.people["fred"]).get() == again


def test_addresses_that_did_not_come_are_forgotten(spaces):
    ask(spaces.cora)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=6))
    put_away_what_is_over()
    assert Invitation.objects.exists()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=8))
    put_away_what_is_over()
    assert not Invitation.objects.exists()
