"""The second step: who is half-way sees nothing that is private, and the last one stays."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tests.door import sign_in_half
from tests.users.conftest import ADMIN, CODE, DOOR, enter, is_in, sign_in
from users.codes import code_of


@pytest.mark.parametrize("spelling", [str, " {} ".format, "{}\u200b".format])
def test_a_code_opens_once_however_it_is_spelt(client, site, secret, spelling):
    code = code_of(secret)
    sign_in(client, "edith@example.org")
    assert client.post(CODE, {"code": code}).status_code == 302
    other = Client()
    sign_in(other, "edith@example.org")
    assert other.post(CODE, {"code": spelling(code)}).status_code == 200
    assert not is_in(other)


def test_a_wrong_code_says_what_to_do(client, site, secret):
    sign_in(client, "edith@example.org")
    response = client.post(CODE, {"code": "000000"})
    assert "Wait for the next one" in response.content.decode()
    assert not is_in(client)


def test_who_has_no_second_step_sets_one_up_before_anything_else(client, site):
    assert sign_in(client, "edith@example.org", next="/admin/images/")["Location"] == (
        "/admin/images/"
    )
    assert client.get("/admin/images/", follow=True).redirect_chain[-1][0] == (
        "/en/account/second-step/"
    )
    for name in ("account", "account_profile", "account_email", "account_change_password"):
        assert client.get(reverse(name), follow=True).redirect_chain[-1][0] == (
            "/en/account/second-step/"
        )
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    shown = client.get(reverse("mfa_view_recovery_codes"))
    codes = shown.context["unused_codes"]
    assert len(codes) == 10
    assert all(code in shown.content.decode() for code in codes)
    assert 'href="/admin/images/"' in shown.content.decode()
    assert client.get("/admin/images/").status_code == 200
    assert codes[0] not in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    other = Client()
    sign_in(other, "edith@example.org")
    assert other.post(CODE, {"code": codes[0]}).status_code == 302
    third = Client()
    sign_in(third, "edith@example.org")
    assert third.post(CODE, {"code": codes[0]}).status_code == 200


def test_a_session_from_before_the_second_step_is_over_when_it_is_set_up(client, site):
    elsewhere = Client()
    sign_in(elsewhere, "edith@example.org")
    sign_in(client, "edith@example.org")
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert elsewhere.get(reverse("account"))["Location"].startswith(DOOR)


def test_a_session_without_the_step_shows_it_and_never_the_password(client, site, secret):
    sign_in_half(client, site.edith)
    assert (
        client.get(ADMIN, follow=True).redirect_chain[-1][0].startswith("/en/account/again/code/")
    )
    assert client.get(reverse("account_reauthenticate")).status_code == 302
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302
    assert client.get(ADMIN).status_code == 302
    assert client.get(reverse("mfa_add_webauthn")).status_code == 302
    client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret)})
    assert client.get(ADMIN).status_code == 200


def test_the_last_second_step_cannot_be_removed(client, site, secret):
    enter(client, "edith@example.org", secret)
    client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret, periods=1)})
    page = client.post(reverse("mfa_deactivate_totp"))
    assert "Add another one first" in page.content.decode()
    assert Authenticator.objects.filter(user=site.edith, type="totp").exists()


def test_the_secret_is_sealed_in_the_database(site, secret):
    row = Authenticator.objects.get(user=site.edith)
    assert secret not in str(row.data)
    assert row.wrap().validate_code(code_of(secret))


@pytest.mark.parametrize(
    "name", ["account_data", "account_delete", "mfa_add_webauthn", "mfa_generate_recovery_codes"]
)
def test_what_matters_asks_again(client, site, secret, name):
    enter(client, "edith@example.org", secret)
    assert client.get(reverse(name))["Location"].startswith("/en/account/again/")
    client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret, periods=1)})
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(("periods", "opens"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(site, secret, periods, opens):
    totp = Authenticator.objects.get(user=site.edith).wrap()
    assert totp.validate_code(code_of(secret, periods=periods)) is opens
