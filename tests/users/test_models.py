"""People who sign in: one account for an address, a password worth the name, little else."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from background.services import settle
from tests.cast import PASSWORD

User = get_user_model()


def test_a_person_is_an_address_and_a_name_they_choose():
    kept = {field.name for field in User._meta.get_fields() if field.concrete}
    assert kept == {
        "id",
        "email",
        "first_name",
        "last_name",
        "password",
        "is_active",
        "is_staff",
        "is_superuser",
        "date_joined",
        "last_login",
        "language",
        "time_zone",
        "groups",
        "user_permissions",
    }


@pytest.mark.parametrize("email", ["", None])
def test_a_person_without_an_address_is_not_made(db, email):
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user(email, PASSWORD)


def test_a_person_without_a_password_cannot_sign_in_yet(db, client):
    person = User.objects.create_user("new@example.org")
    assert not person.has_usable_password()
    assert not client.login(username="new@example.org", password="")


def test_a_superuser_may_do_everything(db):
    root = User.objects.create_superuser("root@example.org", PASSWORD)
    assert root.is_superuser
    assert root.is_staff
    assert root.has_perm("anything.at_all")


@pytest.mark.parametrize(
    ("first", "last", "shown", "short"),
    [
        ("Rosa", "Vera", "Rosa Vera", "Rosa"),
        ("Rosa", "", "Rosa", "Rosa"),
        ("", "", "rosa@example.org", "rosa@example.org"),
    ],
)
def test_a_person_is_called_by_the_name_they_chose(first, last, shown, short):
    person = User(email="rosa@example.org", first_name=first, last_name=last)
    assert (str(person), person.get_short_name()) == (shown, short)


TWICE = ["rosa@example.org", "ROSA@example.org", "Rosa@Example.ORG"]


@pytest.mark.parametrize("email", TWICE)
def test_the_database_keeps_one_account_for_an_address(db, email):
    User.objects.create_user("rosa@example.org", PASSWORD)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user(email, PASSWORD)


@pytest.fixture
def invite(client, cast):
    """Fill the form by which an administrator makes an account."""
    client.force_login(cast.adam)

    def send(**fields):
        said = {"email": "rosa@example.org", "first_name": "Rosa", "last_name": "Vera"}
        response = client.post("/admin/users/new/", said | fields)
        return {} if response.status_code == 302 else response.context["form"].errors

    return send


@pytest.fixture
def choose(invite):
    """Follow the letter of a new account, and choose a password."""

    def send(password):
        invite()
        settle()
        (letter,) = mail.outbox
        assert letter.to == ["rosa@example.org"]
        assert "Rosa" not in letter.body
        (address,) = re.findall(r"http\S+", str(letter.body))
        rosa = Client()
        form = rosa.get(address.removeprefix("http://localhost:8000"), follow=True)
        said = {"password1": password, "password2": password}
        response = rosa.post(form.redirect_chain[-1][0], said)
        return {} if response.status_code == 302 else response.context["form"].errors

    return send


def test_an_administrator_makes_an_account_and_its_owner_chooses_the_password(homes, choose):
    assert choose(PASSWORD) == {}
    rosa = User.objects.get(email="rosa@example.org")
    assert rosa.check_password(PASSWORD)
    assert PASSWORD not in rosa.password


def test_until_then_nobody_signs_in(homes, invite):
    invite()
    assert not User.objects.get(email="rosa@example.org").has_usable_password()


@pytest.mark.parametrize("email", TWICE)
def test_the_form_refuses_an_address_that_signs_in_already(homes, invite, email):
    invite()
    errors = invite(email=email)
    assert "already" in str(errors)
    assert User.objects.filter(email__iexact=email).count() == 1


@pytest.mark.parametrize("email", ["", "rosa", "rosa@", "@example.org", "a b@example.org"])
def test_the_form_refuses_what_is_no_address(invite, email):
    assert list(invite(email=email)) == ["email"]


WEAK = {
    "short": "abcdefgh1234",
    "one less than enough": "x7kq-m2pd-w9rt",
    "everybody's": "123456789987654321",
    "nearly the address": "rosa@example.orgs",
}


@pytest.mark.parametrize("password", WEAK.values(), ids=WEAK)
def test_a_password_that_is_guessed_is_refused(homes, choose, password):
    assert list(choose(password)) == ["password1"]
    assert not User.objects.get(email="rosa@example.org").has_usable_password()


@pytest.mark.parametrize(
    "password",
    ["x7kq-m2pd-w9rtz", "quatre mots sans rapport", "四个毫无关系的词语放在一起没有人能猜到"],
)
def test_a_long_password_needs_no_rules_of_letters_and_signs(homes, choose, password):
    assert choose(password) == {}


def test_production_keeps_passwords_with_argon2():
    from config.settings import base

    assert base.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


def test_only_an_administrator_manages_accounts_and_groups(homes, cast, client_of):
    """Not even who was given each right to: from there it is one step to all rights."""
    edith, adam = cast.edith, cast.adam
    may = Permission.objects.filter(content_type__model__in=["user", "group"])
    assert may.count() == 8
    edith.user_permissions.set(may)
    browser, group = client_of(edith), edith.groups.first()
    attempts = {
        reverse("wagtailusers_users:edit", args=[edith.pk]): {"is_superuser": "on"},
        reverse("wagtailusers_users:edit", args=[adam.pk]): {"email": "mine@example.org"},
        reverse("wagtailusers_users:delete", args=[adam.pk]): {},
        reverse("wagtailusers_users:add"): {"email": "new@example.org", "is_superuser": "on"},
        reverse("wagtailusers_groups:edit", args=[group.pk]): {"name": group.name},
        reverse("wagtailusers_groups:add"): {"name": "All"},
    }
    for path, said in attempts.items():
        assert browser.get(path)["Location"] == "/admin/"
        assert browser.post(path, said)["Location"] == "/admin/"
    assert not get_user_model().objects.get(pk=edith.pk).is_superuser
    assert get_user_model().objects.get(pk=adam.pk).email == "adam@example.org"
    assert "/admin/users/" not in browser.get("/admin/").content.decode()
