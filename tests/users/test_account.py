"""One's own account: who I am, where I am signed in, my data, and going away."""

import json
import re
import time
from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from background.services import settle
from tests.cast import PASSWORD
from tests.factories import add_standard_page
from tests.users.conftest import ADMIN, enter
from users import audit
from users.codes import code_of
from users.models import SecurityEvent, Session, User
from users.sessions import SEEN
from web.zones import ACCOUNT
from web.zones import ADMIN as ADMIN_ZONE


@pytest.fixture
def edith(client, site, secret):
    """Edith, signed in with her second step."""
    enter(client, "edith@example.org", secret)
    return site.edith


def show_again(client, secret):
    client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret, periods=1)})


def test_a_name_a_language_and_a_time_zone_are_kept(client, edith):
    said = {"first_name": "E.", "last_name": "", "language": "ar", "time_zone": "Asia/Amman"}
    assert client.post(reverse("account_profile"), said)["Location"] == "/en/account/"
    edith.refresh_from_db()
    assert (edith.first_name, edith.language, edith.time_zone) == ("E.", "ar", "Asia/Amman")
    assert "العربية" in client.get(reverse("account")).content.decode()


def test_a_mistake_is_told_and_what_was_typed_is_still_there(client, edith):
    said = {"first_name": "E.", "time_zone": "Atlantis/Capital"}
    page = client.post(reverse("account_profile"), said)
    assert page.status_code == 200
    assert 'value="E."' in page.content.decode()
    assert 'role="alert"' in page.content.decode()


def test_letters_are_in_the_language_of_their_reader(client, edith, secret):
    edith.language = "fr"
    edith.save()
    Client().post(reverse("account_reset_password"), {"email": edith.email})
    settle()
    assert mail.outbox[-1].subject == "Un nouveau mot de passe"
    assert "/fr/account/password/reset/" in mail.outbox[-1].body


# Sessions.


def test_a_session_is_known_by_day_and_use_and_by_nothing_else(client, edith):
    columns = {field.name for field in Session._meta.get_fields()}
    assert columns == {"session_key", "session_data", "expire_date", "user", "begun_on", "seen_at"}
    page = client.get(reverse("account")).content.decode()
    assert "Here" in page
    assert "Elsewhere" not in page


def test_all_others_are_ended_by_one_button(client, edith, secret):
    other = Client()
    other.force_login(edith)
    other.get(ADMIN)
    assert "Elsewhere" in client.get(reverse("account")).content.decode()
    client.post(reverse("account_sessions"))
    assert other.get(ADMIN).status_code == 302
    assert client.get(ADMIN).status_code == 200


@pytest.mark.parametrize(
    ("zone", "path"), [(ACCOUNT, "/en/account/"), (ADMIN_ZONE, ADMIN)], ids=["account", "admin"]
)
def test_a_quiet_session_ends(client, edith, zone, path):
    assert client.get(path).status_code == 200
    session = client.session
    session[SEEN] = int(time.time()) - zone.quiet.total_seconds() + 30
    session.save()
    assert client.get(path).status_code == 200
    session = client.session
    session[SEEN] = int(time.time()) - zone.quiet.total_seconds() - 1
    session.save()
    assert client.get(path).status_code == 302


def test_a_session_in_use_is_written_once_a_minute(client, edith, django_assert_num_queries):
    client.get(ADMIN)
    before = Session.objects.get(user=edith).session_data
    client.get(ADMIN)
    assert Session.objects.get(user=edith).session_data == before


# Data.


def test_my_data_is_a_file_with_all_of_it(client, edith, secret):
    show_again(client, secret)
    response = client.get(reverse("account_data"))
    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    told = json.loads(response.content)
    assert told["account"]["email"] == "edith@example.org"
    assert [each["kind"] for each in told["second_steps"]] == ["totp"]
    assert secret not in response.content.decode()
    assert {each["what"] for each in told["security_events"]} >= {"sign_in"}


def test_an_account_is_deleted_and_what_was_published_stays(client, edith, homes, secret):
    page = add_standard_page(homes["en"], slug="hers", owner=edith)
    show_again(client, secret)
    screen = client.get(reverse("account_delete")).content.decode()
    assert "Your name is taken off them" in screen
    wrong = client.post(reverse("account_delete"), {"address": "adam@example.org"})
    assert "not the address of this account" in wrong.content.decode()
    client.post(reverse("account_delete"), {"address": "EDITH@example.org"})
    assert not User.objects.filter(email="edith@example.org").exists()
    assert not Session.objects.filter(user_id=edith.pk).exists()
    page.refresh_from_db()
    assert page.owner is None
    assert page.live


def test_the_only_administrator_stays(client, site):
    client.force_login(site.adam)
    client.post(reverse("account_delete"), {"address": "adam@example.org"})
    assert User.objects.filter(email="adam@example.org").exists()


# Address and password.


def test_an_address_changes_when_the_new_one_is_confirmed(client, edith, secret):
    show_again(client, secret)
    client.post(reverse("account_email"), {"email": "e@example.net", "action_add": ""})
    settle()
    edith.refresh_from_db()
    assert edith.email == "edith@example.org"
    letter = next(each for each in mail.outbox if each.to == ["e@example.net"])
    (address,) = re.findall(r"http\S+", str(letter.body))
    path = address.removeprefix("http://localhost:8000")
    assert Client().get(path).status_code == 200
    edith.refresh_from_db()
    assert edith.email == "edith@example.org"
    Client().post(path)
    edith.refresh_from_db()
    assert edith.email == "e@example.net"
    settle()
    assert ["edith@example.org"] in [each.to for each in mail.outbox]


def test_a_changed_password_ends_the_other_sessions(client, edith, secret):
    other = Client()
    other.force_login(edith)
    show_again(client, secret)
    words = "nine other words that nobody would guess"
    said = {"oldpassword": PASSWORD, "password1": words, "password2": words}
    assert client.post(reverse("account_change_password"), said).status_code == 302
    assert client.get(ADMIN).status_code == 200
    assert other.get(ADMIN).status_code == 302
    edith.refresh_from_db()
    assert edith.check_password(words)


# Commands.


def run(name, *options):
    out = StringIO()
    call_command(name, *options, stdout=out)
    return out.getvalue()


def test_a_lost_second_step_is_forgotten_only_when_it_is_meant(client, edith):
    asked = ("edith@example.org", "--reason", "lost her telephone")
    assert "Nothing was changed" in run("forget_factors", *asked)
    assert Authenticator.objects.filter(user=edith).exists()
    assert client.get(ADMIN).status_code == 200
    run("forget_factors", *asked, "--yes")
    assert not Authenticator.objects.filter(user=edith).exists()
    assert client.get(ADMIN).status_code == 302
    event = SecurityEvent.objects.get(kind="factors.forgotten")
    assert event.who == audit.pseudonym(edith.pk)
    assert event.details == {"reason": "lost her telephone"}
    settle()
    assert "said that you lost them" in mail.outbox[-1].body


@pytest.mark.parametrize(
    "asked",
    [
        ("forget_factors", "nobody@example.org", "--reason", "x"),
        ("forget_factors", "nora@example.org", "--reason", "x"),
        ("forget_factors", "edith@example.org"),
        ("end_sessions",),
        ("end_sessions", "edith@example.org", "--everybody"),
        ("audit", "nobody@example.org"),
    ],
)
def test_a_command_that_cannot_be_meant_says_why(edith, asked):
    with pytest.raises(CommandError):
        run(*asked)


@pytest.mark.parametrize("asked", ["edith@example.org", "--everybody"])
def test_an_operator_ends_sessions(client, edith, asked):
    assert "1 sessions were ended" in run("end_sessions", asked)
    assert client.get(ADMIN).status_code == 302


def test_the_log_is_read_by_who_knows_whose_it_is(edith, site):
    audit.note("factors.forgotten", who=site.nora, reason="line\nbreak \x1b[31m")
    assert "factors.forgotten" not in run("audit", "edith@example.org")
    told = run("audit", "nora@example.org")
    assert told.count("\n") == 1
    assert "\x1b" not in told


def test_the_log_is_kept_for_a_year(edith):
    old = SecurityEvent.objects.first()
    SecurityEvent.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=366))
    audit.forget_old_events()
    assert not SecurityEvent.objects.filter(pk=old.pk).exists()
    assert SecurityEvent.objects.exists()
