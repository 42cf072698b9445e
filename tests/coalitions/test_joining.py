"""From the letter into the space: with an account, without one, twice, late, by somebody else."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from background.services import settle
from coalitions.models import Invitation, Membership
from coalitions.services.invitations import invite, revoke
from tests.coalitions.letters import token_in
from tests.door import sign_in_whole

HERE = "/en/spaces/invitation/"
PASSWORD = "four words that never met before"


@pytest.fixture
def letter(spaces, mailoutbox):
    """Return the link of a letter to an address."""

    def letter(email="new@example.org"):
        invitation = invite(
            by=spaces.cora, email=email, role="reviewer", organisation=None, language="en"
        )
        settle()
        return invitation, reverse("spaces:invitation_link", args=[token_in(mailoutbox[-1])])

    return letter


def test_a_stranger_makes_an_account_and_joins(spaces, letter):
    _invitation, link = letter()
    client = Client()
    response = client.get(link)
    # No address of what follows holds what the letter held.
    assert (response.status_code, response["Location"]) == (302, HERE)
    html = client.get(HERE).content.decode()
    assert "new@example.org" in html
    assert "Rivers" not in html
    response = client.post(HERE, {"password1": PASSWORD, "password2": PASSWORD})
    assert response["Location"] == f"/en/account/sign-in/?next={HERE}"
    user = get_user_model().objects.get(email="new@example.org")
    assert user.check_password(PASSWORD)
    assert user.language == "en"
    # A password alone opens nothing: they are led to their second step, and from there back.
    assert client.get(response["Location"])["Location"] == "/en/account/second-step/"
    assert client.session["onward"] == HERE
    assert "Rivers" not in client.get(HERE).content.decode()
    sign_in_whole(client, user)
    client.get(link)
    assert "Purpose of Rivers" in client.get(HERE).content.decode()
    response = client.post(HERE, {"display_name": "A heron"})
    assert response["Location"] == reverse("spaces:overview", args=[spaces.rivers.pk])
    assert "A heron" in client.get(response["Location"]).content.decode()


def test_a_link_that_a_scanner_opened_still_opens(spaces, letter):
    _invitation, link = letter("nora@example.org")
    for method in ("GET", "HEAD", "GET"):
        Client().generic(method, link)
    assert Client().post(link).status_code == 405
    assert Invitation.objects.exists()


def test_who_has_an_account_is_led_to_the_door(spaces, letter):
    _invitation, link = letter("nora@example.org")
    client = Client()
    html = client.get(link, follow=True).content.decode()
    assert f"/en/account/sign-in/?next={HERE}" in html
    assert "Rivers" not in html
    client.force_login(spaces.people["nora"])
    client.get(link)
    client.post(HERE, {"display_name": "N."})
    assert Membership.objects.of(spaces.people["nora"]).get().coalition == spaces.rivers


def test_somebody_else_who_has_the_letter_is_told_no_space(spaces, letter, browse):
    _invitation, link = letter("new@example.org")
    nora = browse("nora")
    response = nora.get(link, follow=True)
    assert response.status_code == 403
    html = response.content.decode()
    assert "another address" in html
    assert "Rivers" not in html
    assert "new@example.org" not in html
    nora.post(HERE, {"display_name": "N."})
    assert not Membership.objects.of(spaces.people["nora"]).exists()


@pytest.mark.parametrize("how", ["used", "old", "taken back", "never sent"])
def test_a_letter_that_opens_nothing_says_so_in_one_way(spaces, letter, browse, how):
    invitation, link = letter("nora@example.org")
    nora = browse("nora")
    nora.get(link)
    if how == "used":
        nora.post(HERE, {"display_name": "N."})
    if how == "old":
        Invitation.objects.update(expires_at=timezone.now())
    if how == "taken back":
        revoke(by=spaces.cora, invitation=invitation)
    if how == "never sent":
        link = reverse("spaces:invitation_link", args=["x" * 43])
    for client in (nora, browse("nora"), Client()):
        response = client.get(link, follow=True)
        assert response.status_code == 404
        assert "opens nothing" in response.content.decode()
        assert client.post(HERE, {"display_name": "N."}).status_code == 404


def test_a_name_that_somebody_has_is_refused_and_stays_in_the_form(spaces, letter, browse):
    _invitation, link = letter("nora@example.org")
    nora = browse("nora")
    nora.get(link)
    html = nora.post(HERE, {"display_name": spaces.petra.display_name}).content.decode()
    assert "Somebody in this space has this name" in html
    assert spaces.petra.display_name in html
    assert Invitation.objects.exists()


def test_a_weak_password_makes_no_account(spaces, letter):
    _invitation, link = letter()
    client = Client()
    client.get(link)
    html = client.post(HERE, {"password1": "short", "password2": "short"}).content.decode()
    assert "15" in html
    assert not get_user_model().objects.filter(email="new@example.org").exists()


def test_a_letter_is_declined_by_a_form(spaces, letter, browse):
    _invitation, link = letter("nora@example.org")
    nora = browse("nora")
    nora.get(link)
    assert nora.get(reverse("spaces:decline")).status_code == 405
    assert "You declined" in nora.post(reverse("spaces:decline")).content.decode()
    assert not Invitation.objects.exists()
    assert nora.get(link, follow=True).status_code == 404
