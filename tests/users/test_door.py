"""The one door: a password, then a second step; there is no other way in."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from background.services import settle
from tests.cast import PASSWORD
from tests.users.conftest import ADMIN, CODE, DOOR, enter, is_in, sign_in, told
from users.codes import code_of, give_app
from users.models import SecurityEvent


@pytest.mark.parametrize(
    "email", ["edith@example.org", "EDITH@EXAMPLE.ORG", "Edith@Example.org", " edith@example.org "]
)
def test_an_address_signs_in_however_it_is_typed(client, site, secret, email):
    assert sign_in(client, email)["Location"] == CODE
    assert client.post(CODE, {"code": code_of(secret)})["Location"] == ADMIN
    assert client.get(ADMIN).status_code == 200


REFUSED = {
    "wrong password": ("edith@example.org", "not the words"),
    "password in another case": ("edith@example.org", PASSWORD.upper()),
    "unknown address": ("nobody@example.org", PASSWORD),
    "no password": ("edith@example.org", ""),
    "a name for an address": ("Edith", PASSWORD),
    "a pattern for an address": ("%@example.org", PASSWORD),
}


@pytest.mark.parametrize(("email", "password"), REFUSED.values(), ids=REFUSED)
def test_nobody_else_does(client, site, secret, email, password):
    assert sign_in(client, email, password).status_code == 200
    assert not is_in(client)
    assert client.get(ADMIN).status_code == 302


def test_a_password_alone_is_nobody(client, site, secret):
    sign_in(client, "edith@example.org")
    assert not is_in(client)
    assert client.get(ADMIN).status_code == 302


def test_a_refusal_does_not_tell_whether_the_address_is_known(client, site):
    tries = {"edith@example.org": "a wrong password", "nobody@example.org": "a wrong password"}
    answers = [(sign_in(Client(), email, words), email) for email, words in tries.items()]
    assert {response.status_code for response, _email in answers} == {200}
    assert len({told(*answer) for answer in answers}) == 1
    assert "do not belong together" in told(*answers[0])


def test_an_account_that_was_closed_is_out_on_the_next_request(client, site, secret):
    enter(client, "edith@example.org", secret)
    assert client.get(ADMIN).status_code == 200
    site.edith.is_active = False
    site.edith.save()
    assert client.get(ADMIN).status_code == 302
    other = Client()
    assert sign_in(other, "edith@example.org")["Location"] == "/en/account/closed/"
    assert not is_in(other)


def test_a_new_password_ends_the_sessions_of_the_old_one(client, site, secret):
    enter(client, "edith@example.org", secret)
    site.edith.set_password("other words that nobody would guess")
    site.edith.save()
    assert client.get(ADMIN).status_code == 302


@pytest.mark.parametrize("path", ["/admin/logout/", "/en/account/sign-out/"])
def test_signing_out_ends_the_session_wherever_its_cookie_went(client, site, secret, path):
    enter(client, "edith@example.org", secret)
    stolen = client.cookies["sessionid"].value
    response = client.post(path)
    assert response.status_code == 302
    assert "storage" in response.headers["Clear-Site-Data"]
    assert not is_in(client)
    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get(ADMIN).status_code == 302


def test_a_link_does_not_sign_anyone_out(client, site, secret):
    enter(client, "edith@example.org", secret)
    assert client.get("/admin/logout/").status_code == 405
    assert client.get("/en/account/sign-out/").status_code == 200
    assert client.get(ADMIN).status_code == 200


def test_a_session_begun_before_signing_in_is_not_carried_over(client, site, secret):
    session = client.session
    session["planted"] = "here"
    session.save()
    planted = client.cookies["sessionid"].value
    enter(client, "edith@example.org", secret)
    assert client.cookies["sessionid"].value != planted


def test_the_cookie_of_a_session_is_out_of_reach_and_ends_with_the_browser(client, site, secret):
    enter(client, "edith@example.org", secret)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == ""


@pytest.mark.parametrize(
    "address",
    ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"],
)
def test_signing_in_leads_to_no_other_site(client, site, secret, address):
    assert enter(client, "edith@example.org", secret, next=address)["Location"] == ADMIN


def test_signing_in_leads_to_where_one_was_going(client, site, secret):
    assert client.get("/admin/images/")["Location"] == f"{DOOR}?next=/admin/images/"
    entered = enter(client, "edith@example.org", secret, next="/admin/images/")
    assert entered["Location"] == "/admin/images/"


def test_a_person_without_rights_stays_out_of_the_admin(client, site):
    secret = give_app(site.nora)
    assert enter(client, "nora@example.org", secret)["Location"] == "/en/spaces/"
    response = client.get(ADMIN, follow=True)
    assert response.redirect_chain[-1][0] == "/en/spaces/"
    assert "You do not have permission to access the admin" in response.content.decode()


ELSEWHERE = ["/admin/login/", "/_util/login/", "/django-admin/login/", "/accounts/login/"]


@pytest.mark.parametrize("path", ELSEWHERE)
def test_there_is_no_other_door(client, site, path):
    said = {"username": "adam@example.org", "login": "adam@example.org", "password": PASSWORD}
    client.post(path, said)
    assert not is_in(client)


@pytest.mark.parametrize(
    "path",
    [
        "/admin/password_reset/",
        "/admin/password_reset/confirm/MQ/set-password/",
        "/en/account/signup/",
        "/en/account/sign-up/",
    ],
)
def test_nobody_signs_up_nor_comes_in_by_wagtails_letters(client, site, path):
    assert client.get(path).status_code == 404
    assert client.post(path, {"email": "edith@example.org"}).status_code == 404


# Limits.


def test_guessing_is_stopped_and_locks_out_nobody_else(site, secret):
    guesser, owner = Client(REMOTE_ADDR="192.0.2.7"), Client(REMOTE_ADDR="198.51.100.9")
    for number in range(15):
        response = sign_in(guesser, "edith@example.org", f"guess number {number}")
    assert "Too many attempts" in response.content.decode()
    sign_in(guesser, "edith@example.org")
    assert not is_in(guesser)
    assert sign_in(owner, "edith@example.org")["Location"] == CODE


def test_what_comes_too_fast_is_answered_in_the_design_and_its_language(site):
    with translation.override("ar"):
        path = reverse("account_login")
    for number in range(40):
        response = Client(REMOTE_ADDR="192.0.2.7").post(
            path, {"login": f"{number}", "password": "x"}
        )
    assert response.status_code == 429
    html = response.content.decode()
    assert 'lang="ar" dir="rtl"' in html
    assert "<h1" in html
    assert "Too Many" not in html


def test_a_header_anybody_may_send_does_not_make_another_client(site):
    for number in range(15):
        client = Client(REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": f"10.1.1.{number}"})
        response = sign_in(client, "edith@example.org", "a guess")
    assert "Too many attempts" in response.content.decode()


def test_a_letter_is_sent_to_who_has_an_account_and_the_page_does_not_tell(client, site, secret):
    pages = []
    for email in ("edith@example.org", "nobody@example.org"):
        page = Client().post(reverse("account_reset_password"), {"email": email}, follow=True)
        pages.append(told(page, email))
    settle()
    assert pages[0] == pages[1]
    assert [letter.to for letter in mail.outbox] == [["edith@example.org"]]
    assert "edith" not in mail.outbox[0].body.lower()
    (address,) = re.findall(r"http\S+", str(mail.outbox[0].body))
    path = address.removeprefix("http://localhost:8000")
    page = client.get(path, follow=True)
    assert path not in page.redirect_chain[-1][0]
    words = "nine other words that nobody would guess"
    done = client.post(page.redirect_chain[-1][0], {"password1": words, "password2": words})
    assert done.status_code == 302
    assert not is_in(client)
    assert sign_in(client, "edith@example.org", words)["Location"] == CODE
    assert Client().get(path, follow=True).context["token_fail"]


# What is remembered.


def test_what_happened_is_written_down_under_a_name_nobody_can_read(client, site, secret):
    sign_in(client, "edith@example.org", "a guess")
    enter(client, "edith@example.org", secret)
    kinds = set(SecurityEvent.objects.values_list("kind", flat=True))
    assert {"sign_in", "sign_in.failed"} <= kinds
    for event in SecurityEvent.objects.all():
        assert len(event.who) == 16
        assert event.who != str(site.edith.pk)
        assert "edith" not in str(vars(event)).lower()
