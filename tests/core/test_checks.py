"""A mistake in the settings is told before the first request, and how to mend it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core import checks as django_checks

from core.checks import check_base_url, check_languages, check_production

GOOD = {
    "SECRET_KEY": "a-secret-that-nobody-else-has-and-that-is-long-enough-to-keep",
    "ALLOWED_HOSTS": ["example.org"],
    "BASE_URL": "https://example.org",
    "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}},
    "SECURITY_CONTACT": "security@example.org",
}


@pytest.fixture
def production(monkeypatch):
    """Settings as a careful operator has them; what a test changes is the one mistake."""
    for name, value in GOOD.items():
        # Not by pytest-django's `settings`, which warns about DATABASES.
        monkeypatch.setattr(settings, name, value)
    return lambda name, value: monkeypatch.setattr(settings, name, value)


def ids(messages):
    return [message.id for message in messages]


def test_careful_settings_are_in_order(production):
    assert [*check_base_url(), *check_languages(), *check_production()] == []


@pytest.mark.parametrize(
    "address",
    ["", "example.org", "ftp://example.org", "https://", "https://example.org/en", "javascript:x"],
)
def test_the_base_url_is_the_address_of_a_site(production, address):
    production("BASE_URL", address)
    (message,) = check_base_url()
    assert message.id == "portevoix.E001"
    assert message.level == django_checks.ERROR
    assert "BASE_URL=https://example.org" in str(message.hint)


@pytest.mark.parametrize("address", ["http://localhost:8000", "https://example.org"])
def test_scheme_and_host_and_perhaps_a_port_are_one(production, address):
    production("BASE_URL", address)
    assert check_base_url() == []


def test_a_language_django_does_not_know_is_told(production):
    production("LANGUAGES", [("en", "English"), ("tlh", "tlhIngan")])
    (message,) = check_languages()
    assert message.id == "portevoix.E002"
    assert "'tlh'" in message.msg
    assert "LANG_INFO" in str(message.hint)


def test_a_language_without_a_catalogue_is_told_what_to_run(production):
    production("LANGUAGES", [("en", "English"), ("pt-br", "Português")])
    (message,) = check_languages()
    assert message.id == "portevoix.E003"
    assert "make messages" in str(message.hint)
    assert "pt_BR" in str(message.hint)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SECRET_KEY", "", "portevoix.C001"),
        ("SECRET_KEY", "development-only-and-known-to-everyone", "portevoix.C001"),
        ("ALLOWED_HOSTS", [], "portevoix.C002"),
        ("ALLOWED_HOSTS", ["example.org", "*"], "portevoix.C002"),
        (
            "DATABASES",
            {"default": {"ENGINE": "django.db.backends.sqlite3"}},
            "portevoix.C003",
        ),
        ("BASE_URL", "http://example.org", "portevoix.C004"),
        ("SECURITY_CONTACT", "", "portevoix.C005"),
    ],
)
def test_one_mistake_in_production_is_one_critical_message_with_a_hint(
    production, name, value, expected
):
    production(name, value)
    (message,) = check_production()
    assert message.id == expected
    assert message.level == django_checks.CRITICAL
    variable = "DATABASE_URL" if name == "DATABASES" else name
    assert variable in str(message.hint)


def test_the_secret_of_development_is_the_one_everybody_knows():
    assert "portevoix.C001" in ids(check_production())


def test_every_id_of_the_checks_is_tested_here():
    source = (settings.SITE / "core/checks.py").read_text()
    here = (settings.ROOT / "tests/core/test_checks.py").read_text()
    found = {part.split('"')[0] for part in source.split('id="')[1:]}
    assert found == {f"portevoix.{each}" for each in ("E001", "E002", "E003")} | {
        f"portevoix.C00{number}" for number in range(1, 6)
    }
    assert all(each in here for each in found)


def check_deploy(tmp_path, **variables):
    """Run what an operator runs before going live, with these variables and no other."""
    environment = {
        "PATH": os.defpath,
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "VAR_DIR": str(tmp_path),
    }
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.ROOT,
        env=environment | variables,
        capture_output=True,
        text=True,
        timeout=120,
    )


needs_no_env_file = pytest.mark.skipif(
    (settings.ROOT / ".env").exists(), reason="a .env file would answer for the variables"
)


@needs_no_env_file
def test_production_without_variables_is_refused_with_what_is_missing(tmp_path):
    result = check_deploy(tmp_path)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    critical = {f"portevoix.C00{number}" for number in range(1, 6)}
    assert {each for each in critical if each in result.stderr} == critical


@needs_no_env_file
def test_production_with_good_variables_has_nothing_to_say(tmp_path):
    result = check_deploy(
        tmp_path,
        SECRET_KEY=GOOD["SECRET_KEY"],
        ALLOWED_HOSTS="example.org",
        BASE_URL="https://example.org",
        DATABASE_URL="postgres://user:password@localhost:5432/portevoix",
        SECURITY_CONTACT="security@example.org",
    )
    assert (result.returncode, result.stderr) == (0, "")
