"""The one door: who comes in, what a refusal tells, and that leaving is leaving."""

import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from tests.cast import PASSWORD

DOOR = "/admin/login/"


@pytest.fixture
def site(homes, cast):
    return cast


def sign_in(client, email, password=PASSWORD, **fields):
    return client.post(DOOR, {"username": email, "password": password} | fields)


def is_in(client):
    return SESSION_KEY in client.session


@pytest.mark.parametrize(
    "email", ["edith@example.org", "EDITH@EXAMPLE.ORG", "Edith@Example.org", " edith@example.org "]
)
def test_an_address_signs_in_however_it_is_typed(client, site, email):
    assert sign_in(client, email)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


REFUSED = {
    "wrong password": ("edith@example.org", "not the words"),
    "password in another case": ("edith@example.org", PASSWORD.upper()),
    "unknown address": ("nobody@example.org", PASSWORD),
    "no password": ("edith@example.org", ""),
    "a name for an address": ("Edith", PASSWORD),
    "a pattern for an address": ("%@example.org", PASSWORD),
}


@pytest.mark.parametrize(("email", "password"), REFUSED.values(), ids=REFUSED)
def test_nobody_else_does(client, site, email, password):
    assert sign_in(client, email, password).status_code == 200
    assert not is_in(client)
    assert client.get("/admin/").status_code == 302


def told(response, email):
    """Return the answer without what differs by its nature: the tokens, and what was typed."""
    html = response.content.decode().replace(email, "")
    return re.sub(r"\b\w{64}\b", "", html)


def test_a_refusal_does_not_tell_whether_the_address_is_known(client, site):
    site.nora.is_active = False
    site.nora.save()
    tries = {
        "edith@example.org": "a wrong password",
        "nobody@example.org": "a wrong password",
        "nora@example.org": PASSWORD,
    }
    answers = [(sign_in(Client(), email, words), email) for email, words in tries.items()]
    assert {response.status_code for response, _email in answers} == {200}
    assert len({told(*answer) for answer in answers}) == 1
    assert "Please try again" in told(*answers[0])


def test_an_account_that_was_closed_is_out_on_the_next_request(client, site):
    sign_in(client, "edith@example.org")
    assert client.get("/admin/").status_code == 200
    site.edith.is_active = False
    site.edith.save()
    assert client.get("/admin/").status_code == 302
    sign_in(client, "edith@example.org")
    assert client.get("/admin/").status_code == 302


def test_a_new_password_ends_the_sessions_of_the_old_one(client, site):
    sign_in(client, "edith@example.org")
    site.edith.set_password("other words that nobody would guess")
    site.edith.save()
    assert client.get("/admin/").status_code == 302


def test_signing_out_ends_the_session_wherever_its_cookie_went(client, site):
    sign_in(client, "edith@example.org")
    stolen = client.cookies["sessionid"].value
    assert client.post("/admin/logout/").status_code == 302
    assert not is_in(client)
    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get("/admin/").status_code == 302


def test_a_link_does_not_sign_anyone_out(client, site):
    sign_in(client, "edith@example.org")
    assert client.get("/admin/logout/").status_code == 405
    assert client.get("/admin/").status_code == 200


def test_a_session_begun_before_signing_in_is_not_carried_over(client, site):
    session = client.session
    session["planted"] = "here"
    session.save()
    planted = client.cookies["sessionid"].value
    sign_in(client, "edith@example.org")
    assert client.cookies["sessionid"].value != planted


def test_the_cookie_of_a_session_is_out_of_reach_of_scripts_and_other_sites(client, site):
    cookie = sign_in(client, "edith@example.org").cookies["sessionid"]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize(
    "address",
    ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"],
)
def test_signing_in_leads_to_no_other_site(client, site, address):
    assert sign_in(client, "edith@example.org", next=address)["Location"] == "/admin/"


def test_signing_in_leads_to_where_one_was_going(client, site):
    assert client.get("/admin/images/")["Location"] == f"{DOOR}?next=/admin/images/"
    assert (
        sign_in(client, "edith@example.org", next="/admin/images/")["Location"] == "/admin/images/"
    )


def test_a_person_without_rights_is_sent_away_from_the_admin(client, site):
    sign_in(client, "nora@example.org")
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith(DOOR)
    assert "You do not have permission to access the admin" in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/admin/password_reset/", "/admin/password_reset/confirm/MQ/set-password/"]
)
def test_a_password_is_not_reset_by_another_door(client, site, path):
    assert client.get(path).status_code == 404
    assert client.post(path, {"email": "edith@example.org"}).status_code == 404


@pytest.mark.parametrize("path", ["/admin/", "/admin/users/", "/admin/account/", "/admin/login/"])
def test_no_face_is_asked_of_another_site(client, site, path):
    if path != DOOR:
        client.force_login(site.adam)
    html = client.get(path).content.decode()
    assert "gravatar" not in html.lower()
    assert not re.search(r'<(?:img|script|link|iframe)[^>]+(?:src|href)="(?:https?:)?//', html)
