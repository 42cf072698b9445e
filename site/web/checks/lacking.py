"""What production lacks, or has from a first look."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host

from web.checks.messages import Messages, critical, warning
from web.checks.values import STORE, given, secret_key, stays_here

WELL_KNOWN = "development-only"
NO_SHARED_MEMORY = ("LocMemCache", "DummyCache")


def lacking_site() -> Messages:
    if len(secret_key()) < 50 or secret_key().startswith(WELL_KNOWN):
        yield critical(
            1,
            "SECRET_KEY is missing, too short, or the one everybody knows.",
            "Set SECRET_KEY to 50 random characters or more, and keep it.",
        )
    keys = settings.SECRETS_KEYS
    if not keys or min(map(len, keys)) < 40 or keys[0].startswith(WELL_KNOWN):
        yield critical(
            15,
            "SECRETS_KEYS is missing, too short, or the one everybody knows.",
            "Set SECRETS_KEYS to 50 random characters or more, other than SECRET_KEY, and keep it.",
        )
    if getattr(settings, "MFA_TOTP_INSECURE_BYPASS_CODE", None):
        yield critical(
            16,
            "One code opens every account: MFA_TOTP_INSECURE_BYPASS_CODE is set.",
            "Take MFA_TOTP_INSECURE_BYPASS_CODE out of the settings.",
        )
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield critical(
            2,
            "ALLOWED_HOSTS does not say which hosts this site answers for.",
            "Name the hosts of the site: ALLOWED_HOSTS=example.org,www.example.org",
        )
    elif not validate_host(urlsplit(settings.BASE_URL).hostname or "", settings.ALLOWED_HOSTS):
        yield critical(
            6,
            "The host of BASE_URL is not in ALLOWED_HOSTS: its pages would answer 400.",
            "Add the host of BASE_URL to ALLOWED_HOSTS.",
        )
    if not settings.BASE_URL.startswith("https://"):
        yield critical(
            4,
            "BASE_URL is not an https address.",
            "Set BASE_URL=https:// and the host name visitors use.",
        )
    if not settings.SECURITY_CONTACT:
        yield critical(
            5,
            "Nobody is named to write to about a weakness.",
            "Set SECURITY_CONTACT to an address that is read: security@example.org",
        )


def lacking_services() -> Messages:
    if str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite3"):
        yield critical(
            3,
            "Production runs on SQLite, which is for a first look.",
            "Set DATABASE_URL=postgres://user:password@host:5432/name",
        )
    if str(settings.CACHES["default"]["BACKEND"]).endswith(NO_SHARED_MEMORY):
        yield critical(
            7,
            "Each process has a cache of its own: a change would show in one and not in another.",
            "Leave CACHE_URL out for a table of the database, or name a cache that all share.",
        )
    search = settings.ELASTICSEARCH
    if not search["url"].startswith("https://"):
        yield critical(
            8,
            "Elasticsearch is missing, or is spoken to in the clear.",
            "Set ELASTICSEARCH_URL=https://host:9200",
        )
    if not search["api_key"]:
        yield critical(
            9,
            "Elasticsearch is used without a key of our own.",
            "Set ELASTICSEARCH_API_KEY to a key that reaches our indexes and no others.",
        )
    endpoint = urlsplit(settings.S3["endpoint"])
    if not endpoint.scheme:
        yield critical(
            10,
            "Files are kept on the disk of one machine, which is for a first look.",
            f"Set {', '.join(STORE.values())}.",
        )
    elif endpoint.scheme == "http" and not stays_here(endpoint.hostname):
        yield critical(
            11,
            "Private files cross a network in the clear.",
            "Set S3_ENDPOINT to an https address; http is for this machine and its containers.",
        )
    mail = urlsplit(given("EMAIL_URL", ""))
    if not mail.scheme:
        yield critical(
            12,
            "No mail server is named: nobody would hear of anything.",
            "Set EMAIL_URL=smtp+tls://user:password@host:587",
        )
    elif mail.scheme == "smtp" and not stays_here(mail.hostname):
        yield critical(
            13,
            "Mails cross a network in the clear.",
            "Set EMAIL_URL to smtp+tls:// or smtp+ssl://; smtp:// is for this machine.",
        )
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        yield critical(
            14,
            "Mails come from nobody: most servers would refuse them.",
            "Set EMAIL_FROM to an address of the site: EMAIL_FROM=site@example.org",
        )


def advice() -> Messages:
    if not settings.BACKUP_RECIPIENT:
        yield warning(
            1,
            "Backups are not sealed: whoever finds one reads everything.",
            "Set BACKUP_RECIPIENT to the public half of an age key, and keep the other half away.",
        )
    if not given("TRUSTED_PROXIES", []):
        yield warning(
            2,
            "No proxy is trusted: behind one, every request would be sent to https for ever.",
            "Set TRUSTED_PROXIES to where the proxy's requests come from.",
        )
    database: dict[str, Any] = settings.DATABASES["default"]
    if not stays_here(database.get("HOST") or "localhost") and database.get("OPTIONS", {}).get(
        "sslmode"
    ) not in ("require", "verify-ca", "verify-full"):
        yield warning(
            3,
            "What is asked of the database, and its answers, may cross a network in the clear.",
            "Add ?sslmode=verify-full to DATABASE_URL.",
        )
