"""A mistake in the settings is told before the first request, and how to mend it."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.core import checks as django_checks

from web.checks import check_base_url, check_languages, check_production, check_variables

POSTGRESQL = {"ENGINE": "django.db.backends.postgresql", "HOST": "localhost"}
GOOD: dict[str, Any] = {
    "SECRET_KEY": "a-secret-that-nobody-else-has-and-that-is-long-enough-to-keep",
    "SECRETS_KEYS": ["another-secret-for-the-seeds-of-the-codes-of-apps"],
    "ALLOWED_HOSTS": ["example.org", ".example.net"],
    "BASE_URL": "https://example.org",
    "DATABASES": {"default": POSTGRESQL},
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache"}},
    "SECURITY_CONTACT": "security@example.org",
    "ELASTICSEARCH": {"url": "https://search.example.org:9200", "ca": "", "api_key": "a-key"},
    "S3": {
        "endpoint": "https://store.example.org",
        "region": "us-east-1",
        "public_bucket": "portevoix-public",
        "private_bucket": "portevoix-private",
        "access_key": "us",
        "secret_key": "a-secret",
    },
    "EMAIL_URL": "smtp+tls://us:secret@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "site@example.org",
    "TRUSTED_PROXIES": ["10.0.0.2", "10.1.0.0/24", "::1"],
    "BACKUP_RECIPIENT": "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
}


@pytest.fixture
def production(monkeypatch):
    """Settings as a careful operator has them; what a test changes is the one mistake."""
    for name, value in GOOD.items():
        # Not by pytest-django's `settings`, which warns about DATABASES.
        monkeypatch.setattr(settings, name, value, raising=False)
    return lambda name, value: monkeypatch.setattr(settings, name, value, raising=False)


def ids(messages):
    return [message.id for message in messages]


def everything():
    return [*check_base_url(), *check_languages(), *check_variables(), *check_production()]


def test_careful_settings_are_in_order(production):
    assert everything() == []


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


def search(**changes):
    return ("ELASTICSEARCH", GOOD["ELASTICSEARCH"] | changes)


def store(**changes):
    return ("S3", GOOD["S3"] | changes)


def database(**changes):
    return ("DATABASES", {"default": POSTGRESQL | changes})


def cache(name):
    return ("CACHES", {"default": {"BACKEND": f"django.core.cache.backends.{name}"}})


@pytest.mark.parametrize(
    ("setting", "number", "variable"),
    [
        (("ALLOWED_HOSTS", ["example.org", "https://example.org"]), 4, "ALLOWED_HOSTS"),
        (("ALLOWED_HOSTS", ["example.org", "example.org:8000"]), 4, "ALLOWED_HOSTS"),
        (("TRUSTED_PROXIES", ["proxy"]), 5, "TRUSTED_PROXIES"),
        # A network is named by its first address; gunicorn refuses any other.
        (("TRUSTED_PROXIES", ["10.1.0.7/24"]), 5, "TRUSTED_PROXIES"),
        (("TRUSTED_PROXIES", ["*"]), 5, "TRUSTED_PROXIES"),
        (("BACKUP_RECIPIENT", "age1short"), 6, "age1"),
        (("BACKUP_RECIPIENT", "AGE-SECRET-KEY-1" + "Q" * 58), 6, "age1"),
        (("BACKUP_RECIPIENT", GOOD["BACKUP_RECIPIENT"] + ",nobody"), 6, "age1"),
        (database(ENGINE="django.db.backends.dummy"), 7, "DATABASE_URL"),
        (search(url="http://"), 9, "ELASTICSEARCH_URL"),
        (search(url="search:9200"), 9, "ELASTICSEARCH_URL"),
        (search(url="https://search:port"), 9, "ELASTICSEARCH_URL"),
        (search(ca="/no/such/file"), 10, "Elasticsearch"),
        (search(ca="/"), 10, "Elasticsearch"),
        (store(secret_key=""), 11, "S3_SECRET_KEY"),
        (store(private_bucket=""), 11, "S3_PRIVATE_BUCKET"),
        (store(endpoint="s3.example.org"), 12, "S3_ENDPOINT"),
        (store(private_bucket="portevoix-public"), 13, "buckets"),
        (("EMAIL_URL", "mail.example.org:25"), 14, "EMAIL_URL"),
        (("EMAIL_URL", "smtp+tls://mail.example.org:first"), 14, "EMAIL_URL"),
        (("EMAIL_URL", "imap://mail.example.org"), 14, "EMAIL_URL"),
        (("DEFAULT_FROM_EMAIL", "Portevoix <site@example.org>"), 15, "EMAIL_FROM"),
        (("DEFAULT_FROM_EMAIL", "site"), 15, "EMAIL_FROM"),
    ],
)
def test_what_cannot_be_meant_is_an_error_with_a_hint(production, setting, number, variable):
    production(*setting)
    (message,) = check_variables()
    assert message.id == f"portevoix.E{number:03}"
    assert message.level == django_checks.ERROR
    assert variable in str(message.hint)


def test_a_cache_that_cannot_be_read_is_an_error_and_never_silence(production):
    production(*cache("dummy.DummyCache"))
    (message,) = check_variables()
    assert message.id == "portevoix.E008"
    assert "CACHE_URL" in str(message.hint)


@pytest.mark.parametrize(
    ("setting", "number", "variable"),
    [
        (("SECRET_KEY", ""), 1, "SECRET_KEY"),
        (("SECRET_KEY", "development-only-and-known-to-everyone-who-reads-this-file"), 1, "SECRET"),
        (("SECRET_KEY", "correct-horse-battery-staple"), 1, "SECRET_KEY"),
        (("SECRETS_KEYS", []), 15, "SECRETS_KEYS"),
        (("SECRETS_KEYS", ["development-only-and-sealed-for-nobody-else"]), 15, "SECRETS_KEYS"),
        (("SECRETS_KEYS", ["k" * 50, "short"]), 15, "SECRETS_KEYS"),
        (("MFA_TOTP_INSECURE_BYPASS_CODE", "000000"), 16, "BYPASS"),
        (("ALLOWED_HOSTS", []), 2, "ALLOWED_HOSTS"),
        (("ALLOWED_HOSTS", ["example.org", "*"]), 2, "ALLOWED_HOSTS"),
        (database(ENGINE="django.db.backends.sqlite3"), 3, "DATABASE_URL"),
        (("BASE_URL", "http://example.org"), 4, "BASE_URL"),
        (("SECURITY_CONTACT", ""), 5, "SECURITY_CONTACT"),
        (("BASE_URL", "https://example.com"), 6, "BASE_URL"),
        (cache("locmem.LocMemCache"), 7, "CACHE_URL"),
        (search(url="http://localhost:9200"), 8, "ELASTICSEARCH_URL"),
        (search(url=""), 8, "ELASTICSEARCH_URL"),
        (search(api_key=""), 9, "ELASTICSEARCH_API_KEY"),
        (("S3", dict.fromkeys(GOOD["S3"], "")), 10, "S3_ENDPOINT"),
        (store(endpoint="http://store.example.org"), 11, "S3_ENDPOINT"),
        (store(endpoint="http://10.0.0.5:9000"), 11, "S3_ENDPOINT"),
        (("EMAIL_URL", ""), 12, "EMAIL_URL"),
        (("EMAIL_URL", "smtp://mail.example.org:25"), 13, "EMAIL_URL"),
        (("DEFAULT_FROM_EMAIL", "portevoix@localhost"), 14, "EMAIL_FROM"),
    ],
)
def test_one_mistake_in_production_is_one_critical_message_with_a_hint(
    production, setting, number, variable
):
    production(*setting)
    (message,) = check_production()
    assert message.id == f"portevoix.C{number:03}"
    assert message.level == django_checks.CRITICAL
    assert variable in str(message.hint)


@pytest.mark.parametrize(
    ("setting", "number", "variable"),
    [
        (("BACKUP_RECIPIENT", ""), 1, "BACKUP_RECIPIENT"),
        (("TRUSTED_PROXIES", []), 2, "TRUSTED_PROXIES"),
        (database(HOST="db.example.org"), 3, "DATABASE_URL"),
        (database(HOST="db.example.org", OPTIONS={"sslmode": "prefer"}), 3, "DATABASE_URL"),
    ],
)
def test_what_production_may_do_without_but_should_not_is_a_warning(
    production, setting, number, variable
):
    production(*setting)
    (message,) = check_production()
    assert message.id == f"portevoix.W{number:03}"
    assert message.level == django_checks.WARNING
    assert variable in str(message.hint)


@pytest.mark.parametrize(
    "setting",
    [
        store(endpoint="http://127.0.0.1:7070"),
        store(endpoint="http://store:7070"),
        ("EMAIL_URL", "smtp://localhost:25"),
        ("EMAIL_URL", "smtp://[::1]:25"),
        ("EMAIL_URL", "smtp+ssl://us:secret@mail.example.org:465"),
        ("BASE_URL", "https://www.example.net"),
        ("BACKUP_RECIPIENT", f"{GOOD['BACKUP_RECIPIENT']}, ssh-ed25519 AAAAC3Nz us@home"),
        database(HOST=""),
        database(HOST="/run/postgresql"),
        database(HOST="db.example.org", OPTIONS={"sslmode": "verify-full"}),
    ],
)
def test_what_stays_on_this_machine_or_is_sealed_needs_no_more(production, setting):
    production(*setting)
    assert everything() == []


def test_no_message_says_a_secret(production):
    for setting in (
        ("SECRET_KEY", "hush"),
        ("SECRETS_KEYS", ["hush"]),
        ("EMAIL_URL", "imap://us:hush@mail.example.org"),
        store(secret_key="hush", endpoint="nowhere"),
        search(api_key="hush", url="nowhere"),
    ):
        production(*setting)
    said = " ".join(f"{message.msg} {message.hint}" for message in everything())
    assert len(everything()) >= 4
    assert "hush" not in said


def test_the_secret_of_development_is_the_one_everybody_knows():
    assert "portevoix.C001" in ids(check_production())


def test_every_check_is_tested_here():
    modules = (settings.SITE / "web/checks").glob("*.py")
    source = "\n".join(module.read_text() for module in modules)
    told = re.findall(r"(?:error|critical|warning)\(\s*(\d+),", source)
    here = (settings.ROOT / "tests/web/test_checks.py").read_text()
    numbers = re.findall(r", (\d+), \"|portevoix\.E00([1238])\"$", here, re.MULTILINE)
    assert len(told) == 15 + 16 + 3
    assert {int(number) for number in told} == {int(one or other) for one, other in numbers}
