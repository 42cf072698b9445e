"""Mistakes in the settings, told with a hint before the first request.

What is malformed is an error everywhere. What only a first look may do without is critical in
production, where every command and the web server ask, and refuse to start; elsewhere
`manage.py check --deploy` asks.
"""

import re
from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from django.http.request import validate_host
from django.utils.translation import get_language_info, to_locale

WELL_KNOWN = "development-only"
# A variable is given whole or not at all: one missing would send what is private elsewhere.
STORE = {
    "endpoint": "S3_ENDPOINT",
    "public_bucket": "S3_PUBLIC_BUCKET",
    "private_bucket": "S3_PRIVATE_BUCKET",
    "access_key": "S3_ACCESS_KEY",
    "secret_key": "S3_SECRET_KEY",
}
# https://age-encryption.org/v1: 32 bytes in Bech32 after the letters that say what they are.
# Or a key as OpenSSH writes it.
RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}|ssh-(ed25519|rsa) [A-Za-z0-9+/=]+( [^,]*)?")
HOST = re.compile(r"(\*|\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])", re.IGNORECASE)
NO_SHARED_MEMORY = ("LocMemCache", "DummyCache")

Messages = Iterator[checks.CheckMessage]


def _error(number: int, message: str, hint: str) -> checks.Error:
    return checks.Error(message, hint=hint, id=f"portevoix.E{number:03}")


def _critical(number: int, message: str, hint: str) -> checks.Critical:
    return checks.Critical(message, hint=hint, id=f"portevoix.C{number:03}")


def _warning(number: int, message: str, hint: str) -> checks.Warning:
    return checks.Warning(message, hint=hint, id=f"portevoix.W{number:03}")


@checks.register()
def check_base_url(**kwargs: Any) -> list[checks.CheckMessage]:
    parts = _address(settings.BASE_URL, "http", "https")
    if parts and not parts.path:
        return []
    return [
        _error(
            1,
            f"BASE_URL is not the address of a site: {settings.BASE_URL!r}.",
            "Give scheme and host and nothing after: BASE_URL=https://example.org",
        )
    ]


@checks.register()
def check_languages(**kwargs: Any) -> list[checks.CheckMessage]:
    found: list[checks.CheckMessage] = []
    for code, _name in settings.LANGUAGES:
        try:
            get_language_info(code)
        except KeyError:
            found.append(
                _error(
                    2,
                    f"Django does not know the language {code!r} of LANGUAGES.",
                    "Use a code of django.conf.locale, or add it to LANG_INFO first.",
                )
            )
            continue
        catalogue = settings.LOCALE_PATHS[0] / to_locale(code) / "LC_MESSAGES" / "django.po"
        if code != settings.LANGUAGE_CODE and not catalogue.exists():
            found.append(
                _error(
                    3,
                    f"There is no catalogue for the language {code!r}.",
                    f"Run `make messages`, then translate {catalogue}.",
                )
            )
    return found


@checks.register()
def check_variables(**kwargs: Any) -> list[checks.CheckMessage]:
    """Tell of each variable that is there and cannot be meant."""
    return [*_malformed_site(), *_malformed_services()]


def check_production(**kwargs: Any) -> list[checks.CheckMessage]:
    """Tell what production lacks, and what it has from a first look."""
    return [*_lacking_site(), *_lacking_services(), *_advice()]


# Not `deploy` alone in production: there the worker and the migrations do not start either.
checks.register(check_production, checks.Tags.security, deploy=not settings.PRODUCTION)


def _malformed_site() -> Messages:
    for host in settings.ALLOWED_HOSTS:
        if not HOST.fullmatch(host):
            yield _error(
                4,
                f"ALLOWED_HOSTS holds what is not the name of a host: {host!r}.",
                "Names alone, without scheme or port: ALLOWED_HOSTS=example.org,www.example.org",
            )
    for proxy in _given("TRUSTED_PROXIES", []):
        try:
            ip_network(proxy)
        except ValueError as error:
            yield _error(
                5,
                f"TRUSTED_PROXIES holds what is neither an address nor a network: {error}.",
                "Name where the proxy's requests come from: TRUSTED_PROXIES=10.0.0.2,10.1.0.0/24",
            )
    for recipient in filter(None, settings.BACKUP_RECIPIENT.split(",")):
        if not RECIPIENT.fullmatch(recipient.strip()):
            yield _error(
                6,
                "BACKUP_RECIPIENT is not the public half of a key.",
                "Give what begins with age1, or with ssh-, and never the half that is secret.",
            )


def _malformed_services() -> Messages:
    # What config/env.py makes of an address it cannot read: nothing is ever written to it.
    if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.dummy":
        yield _error(
            7,
            "DATABASE_URL is not the address of a database.",
            "Set DATABASE_URL=postgres://user:password@host:5432/name; in the password, write "
            "what is neither letter nor digit as in any address: %40 for @",
        )
    if str(settings.CACHES["default"]["BACKEND"]).endswith("DummyCache"):
        yield _error(
            8,
            "CACHE_URL is not the address of a cache.",
            "Leave it out, or set CACHE_URL=rediscache://host:6379/0",
        )
    search = settings.ELASTICSEARCH
    if search["url"] and not _address(search["url"], "http", "https"):
        yield _error(
            9,
            f"ELASTICSEARCH_URL is not the address of a server: {search['url']!r}.",
            "Give scheme, host and port: ELASTICSEARCH_URL=https://host:9200",
        )
    if search["ca"] and not _is_readable(search["ca"]):
        yield _error(
            10,
            f"ELASTICSEARCH_CA is not a file that can be read: {search['ca']!r}.",
            "Name the certificate of the authority that signed Elasticsearch's, or leave it out.",
        )
    yield from _malformed_store()
    mail = _given("EMAIL_URL", "")
    if mail and not _address(mail, "smtp", "smtp+tls", "smtp+ssl"):
        yield _error(
            14,
            "EMAIL_URL is not the address of a mail server.",
            "Set EMAIL_URL=smtp+tls://user:password@host:587 or smtp+ssl://user:password@host:465",
        )
    try:
        validate_email(settings.DEFAULT_FROM_EMAIL)
    except ValidationError:
        if not settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
            yield _error(
                15,
                f"EMAIL_FROM is not an address: {settings.DEFAULT_FROM_EMAIL!r}.",
                "Give the address alone, without a name: EMAIL_FROM=site@example.org",
            )


def _malformed_store() -> Messages:
    store = settings.S3
    missing = [name for key, name in STORE.items() if not store[key]]
    if missing and len(missing) < len(STORE):
        yield _error(
            11,
            f"The store is named by half: {', '.join(missing)} is missing.",
            f"Set {', '.join(STORE.values())}, or none of them.",
        )
    if store["endpoint"] and not _address(store["endpoint"], "http", "https"):
        yield _error(
            12,
            f"S3_ENDPOINT is not the address of a server: {store['endpoint']!r}.",
            "Give scheme and host: S3_ENDPOINT=https://s3.example.org",
        )
    if store["public_bucket"] and store["public_bucket"] == store["private_bucket"]:
        yield _error(
            13,
            "S3_PUBLIC_BUCKET and S3_PRIVATE_BUCKET are the same.",
            "Make two buckets: what is private must not lie where anybody may read.",
        )


def _lacking_site() -> Messages:
    if len(_secret_key()) < 50 or _secret_key().startswith(WELL_KNOWN):
        yield _critical(
            1,
            "SECRET_KEY is missing, too short, or the one everybody knows.",
            "Set SECRET_KEY to 50 random characters or more, and keep it.",
        )
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield _critical(
            2,
            "ALLOWED_HOSTS does not say which hosts this site answers for.",
            "Name the hosts of the site: ALLOWED_HOSTS=example.org,www.example.org",
        )
    elif not validate_host(urlsplit(settings.BASE_URL).hostname or "", settings.ALLOWED_HOSTS):
        yield _critical(
            6,
            "The host of BASE_URL is not in ALLOWED_HOSTS: its pages would answer 400.",
            "Add the host of BASE_URL to ALLOWED_HOSTS.",
        )
    if not settings.BASE_URL.startswith("https://"):
        yield _critical(
            4,
            "BASE_URL is not an https address.",
            "Set BASE_URL=https:// and the host name visitors use.",
        )
    if not settings.SECURITY_CONTACT:
        yield _critical(
            5,
            "Nobody is named to write to about a weakness.",
            "Set SECURITY_CONTACT to an address that is read: security@example.org",
        )


def _lacking_services() -> Messages:
    if str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite3"):
        yield _critical(
            3,
            "Production runs on SQLite, which is for a first look.",
            "Set DATABASE_URL=postgres://user:password@host:5432/name",
        )
    if str(settings.CACHES["default"]["BACKEND"]).endswith(NO_SHARED_MEMORY):
        yield _critical(
            7,
            "Each process has a cache of its own: a change would show in one and not in another.",
            "Leave CACHE_URL out for a table of the database, or name a cache that all share.",
        )
    search = settings.ELASTICSEARCH
    if not search["url"].startswith("https://"):
        yield _critical(
            8,
            "Elasticsearch is missing, or is spoken to in the clear.",
            "Set ELASTICSEARCH_URL=https://host:9200",
        )
    if not search["api_key"]:
        yield _critical(
            9,
            "Elasticsearch is used without a key of our own.",
            "Set ELASTICSEARCH_API_KEY to a key that reaches our indexes and no others.",
        )
    endpoint = urlsplit(settings.S3["endpoint"])
    if not endpoint.scheme:
        yield _critical(
            10,
            "Files are kept on the disk of one machine, which is for a first look.",
            f"Set {', '.join(STORE.values())}.",
        )
    elif endpoint.scheme == "http" and not _stays_here(endpoint.hostname):
        yield _critical(
            11,
            "Private files cross a network in the clear.",
            "Set S3_ENDPOINT to an https address; http is for this machine and its containers.",
        )
    mail = urlsplit(_given("EMAIL_URL", ""))
    if not mail.scheme:
        yield _critical(
            12,
            "No mail server is named: nobody would hear of anything.",
            "Set EMAIL_URL=smtp+tls://user:password@host:587",
        )
    elif mail.scheme == "smtp" and not _stays_here(mail.hostname):
        yield _critical(
            13,
            "Mails cross a network in the clear.",
            "Set EMAIL_URL to smtp+tls:// or smtp+ssl://; smtp:// is for this machine.",
        )
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        yield _critical(
            14,
            "Mails come from nobody: most servers would refuse them.",
            "Set EMAIL_FROM to an address of the site: EMAIL_FROM=site@example.org",
        )


def _advice() -> Messages:
    if not settings.BACKUP_RECIPIENT:
        yield _warning(
            1,
            "Backups are not sealed: whoever finds one reads everything.",
            "Set BACKUP_RECIPIENT to the public half of an age key, and keep the other half away.",
        )
    if not _given("TRUSTED_PROXIES", []):
        yield _warning(
            2,
            "No proxy is trusted: behind one, every request would be sent to https for ever.",
            "Set TRUSTED_PROXIES to where the proxy's requests come from.",
        )
    database: dict[str, Any] = settings.DATABASES["default"]
    if not _stays_here(database.get("HOST") or "localhost") and database.get("OPTIONS", {}).get(
        "sslmode"
    ) not in ("require", "verify-ca", "verify-full"):
        yield _warning(
            3,
            "What is asked of the database, and its answers, may cross a network in the clear.",
            "Add ?sslmode=verify-full to DATABASE_URL.",
        )


def _address(url: str, *schemes: str) -> SplitResult | None:
    """Return the parts of an address that has one of these schemes, a host, and a sound port."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in schemes and parts.hostname and port != 0 else None


def _stays_here(host: str | None) -> bool:
    """Whether what is sent to this host stays on this machine.

    A socket's folder, a loopback address, or a name without a dot: a container beside this one. An
    address of a private network does not count, for that may be a real one.
    """
    if not host or host.startswith("/") or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return "." not in host


def _is_readable(name: str) -> bool:
    try:
        with Path(name).open("rb") as file:
            return bool(file.read(1))
    except OSError:
        return False


def _given(name: str, default: Any) -> Any:
    """Return a variable that only production keeps as it was given."""
    return getattr(settings, name, default)


def _secret_key() -> str:
    # Django refuses to say an empty one.
    try:
        return settings.SECRET_KEY
    except ImproperlyConfigured:
        return ""
