"""Production, as an operator starts it: it has nothing to say, or refuses with what is missing."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from tests.web.test_checks import GOOD

# Those of a whole production, as an operator gives them.
VARIABLES = {
    "SECRET_KEY": GOOD["SECRET_KEY"],
    "SECRETS_KEYS": GOOD["SECRETS_KEYS"][0],
    "ALLOWED_HOSTS": "example.org",
    "BASE_URL": "https://example.org",
    "DATABASE_URL": "postgres://user:password@localhost:5432/portevoix",
    "SECURITY_CONTACT": "security@example.org",
    "ELASTICSEARCH_URL": "https://search.example.org:9200",
    "ELASTICSEARCH_API_KEY": "a-key",
    "S3_ENDPOINT": "https://store.example.org",
    "S3_PUBLIC_BUCKET": "portevoix-public",
    "S3_PRIVATE_BUCKET": "portevoix-private",
    "S3_ACCESS_KEY": "us",
    "S3_SECRET_KEY": "a-secret",
    "EMAIL_URL": "smtp+tls://us:secret@mail.example.org:587",
    "EMAIL_FROM": "site@example.org",
    "TRUSTED_PROXIES": "10.0.0.2,10.1.0.0/24",
    "BACKUP_RECIPIENT": GOOD["BACKUP_RECIPIENT"],
}


def manage(tmp_path, *arguments, **variables):
    """Run a command under production settings, with these variables and no other."""
    environment = {
        "PATH": os.defpath,
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "VAR_DIR": str(tmp_path),
    }
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.ROOT,
        env=environment | variables,
        capture_output=True,
        text=True,
        timeout=120,
    )


CHECK = ("check", "--deploy", "--fail-level", "WARNING")
needs_no_env_file = pytest.mark.skipif(
    (settings.ROOT / ".env").exists(), reason="a .env file would answer for the variables"
)


@needs_no_env_file
def test_production_without_variables_is_refused_with_what_is_missing(tmp_path):
    result = manage(tmp_path, *CHECK)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    lacking = {f"portevoix.C{number:03}" for number in (1, 2, 3, 4, 5, 8, 9, 10, 12, 14, 15)}
    assert lacking | {"portevoix.W001", "portevoix.W002"} == set(
        re.findall(r"portevoix\.[A-Z]\d+", result.stderr)
    )


@needs_no_env_file
def test_production_with_good_variables_has_nothing_to_say(tmp_path):
    result = manage(tmp_path, *CHECK, **VARIABLES)
    assert (result.returncode, result.stderr) == (0, "")


@needs_no_env_file
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgres://user:password@localhost:first/portevoix"),
        ("DATABASE_URL", "localhost:5432"),
        ("CACHE_URL", "somewhere"),
        ("EMAIL_URL", "imap://localhost"),
    ],
)
def test_an_address_that_cannot_be_read_is_told_in_words(tmp_path, name, value):
    result = manage(tmp_path, *CHECK, **VARIABLES | {name: value})
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert f"{name} is not the address" in result.stderr
    assert "password@" not in result.stderr.partition("HINT")[0]


@needs_no_env_file
def test_a_secret_may_be_a_file_that_an_editor_ended_with_a_line_break(tmp_path):
    file = tmp_path / "database_url"
    file.write_text(f"{VARIABLES['DATABASE_URL']}\n")
    given = {name: value for name, value in VARIABLES.items() if name != "DATABASE_URL"}
    result = manage(
        *(tmp_path, "shell", "--no-imports", "--command"),
        "from django.conf import settings; print(repr(settings.DATABASES['default']['NAME']))",
        **given,
        DATABASE_URL_FILE=str(file),
    )
    assert (result.stdout, result.stderr) == ("'portevoix'\n", "")


@needs_no_env_file
def test_a_file_that_is_not_there_is_told_in_words(tmp_path):
    given = {name: value for name, value in VARIABLES.items() if name != "SECRET_KEY"}
    result = manage(tmp_path, *CHECK, **given, SECRET_KEY_FILE=str(tmp_path / "nowhere"))
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "SECRET_KEY_FILE" in result.stderr
    assert "nowhere" in result.stderr


@needs_no_env_file
@pytest.mark.parametrize("command", ["worker", "migrate"])
def test_no_command_starts_on_a_default(tmp_path, command):
    given = {name: value for name, value in VARIABLES.items() if name != "SECRET_KEY"}
    result = manage(tmp_path, command, **given)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "portevoix.C001" in result.stderr
    assert "Set SECRET_KEY" in result.stderr
