"""What is there and cannot be meant."""

import re
from ipaddress import ip_network

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from web.checks.messages import Messages, error
from web.checks.values import STORE, address, given, is_readable

# https://age-encryption.org/v1: 32 bytes in Bech32 after the letters that say what they are.
# Or a key as OpenSSH writes it.
RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}|ssh-(ed25519|rsa) [A-Za-z0-9+/=]+( [^,]*)?")
HOST = re.compile(r"(\*|\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])", re.IGNORECASE)


def malformed_site() -> Messages:
    for host in settings.ALLOWED_HOSTS:
        if not HOST.fullmatch(host):
            yield error(
                4,
                f"ALLOWED_HOSTS holds what is not the name of a host: {host!r}.",
                "Names alone, without scheme or port: ALLOWED_HOSTS=example.org,www.example.org",
            )
    for proxy in given("TRUSTED_PROXIES", []):
        try:
            ip_network(proxy)
        except ValueError as unreadable:
            yield error(
                5,
                f"TRUSTED_PROXIES holds what is neither an address nor a network: {unreadable}.",
                "Name where the proxy's requests come from: TRUSTED_PROXIES=10.0.0.2,10.1.0.0/24",
            )
    for recipient in filter(None, settings.BACKUP_RECIPIENT.split(",")):
        if not RECIPIENT.fullmatch(recipient.strip()):
            yield error(
                6,
                "BACKUP_RECIPIENT is not the public half of a key.",
                "Give what begins with age1, or with ssh-, and never the half that is secret.",
            )


def malformed_services() -> Messages:
    # What config/env.py makes of an address it cannot read: nothing is ever written to it.
    if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.dummy":
        yield error(
            7,
            "DATABASE_URL is not the address of a database.",
            "Set DATABASE_URL=postgres://user:password@host:5432/name; in the password, write "
            "what is neither letter nor digit as in any address: %40 for @",
        )
    if str(settings.CACHES["default"]["BACKEND"]).endswith("DummyCache"):
        yield error(
            8,
            "CACHE_URL is not the address of a cache.",
            "Leave it out, or set CACHE_URL=rediscache://host:6379/0",
        )
    search = settings.ELASTICSEARCH
    if search["url"] and not address(search["url"], "http", "https"):
        yield error(
            9,
            f"ELASTICSEARCH_URL is not the address of a server: {search['url']!r}.",
            "Give scheme, host and port: ELASTICSEARCH_URL=https://host:9200",
        )
    if search["ca"] and not is_readable(search["ca"]):
        yield error(
            10,
            f"ELASTICSEARCH_CA is not a file that can be read: {search['ca']!r}.",
            "Name the certificate of the authority that signed Elasticsearch's, or leave it out.",
        )
    yield from malformed_store()
    mail = given("EMAIL_URL", "")
    if mail and not address(mail, "smtp", "smtp+tls", "smtp+ssl"):
        yield error(
            14,
            "EMAIL_URL is not the address of a mail server.",
            "Set EMAIL_URL=smtp+tls://user:password@host:587 or smtp+ssl://user:password@host:465",
        )
    try:
        validate_email(settings.DEFAULT_FROM_EMAIL)
    except ValidationError:
        if not settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
            yield error(
                15,
                f"EMAIL_FROM is not an address: {settings.DEFAULT_FROM_EMAIL!r}.",
                "Give the address alone, without a name: EMAIL_FROM=site@example.org",
            )


def malformed_store() -> Messages:
    store = settings.S3
    missing = [name for key, name in STORE.items() if not store[key]]
    if missing and len(missing) < len(STORE):
        yield error(
            11,
            f"The store is named by half: {', '.join(missing)} is missing.",
            f"Set {', '.join(STORE.values())}, or none of them.",
        )
    if store["endpoint"] and not address(store["endpoint"], "http", "https"):
        yield error(
            12,
            f"S3_ENDPOINT is not the address of a server: {store['endpoint']!r}.",
            "Give scheme and host: S3_ENDPOINT=https://s3.example.org",
        )
    if store["public_bucket"] and store["public_bucket"] == store["private_bucket"]:
        yield error(
            13,
            "S3_PUBLIC_BUCKET and S3_PRIVATE_BUCKET are the same.",
            "Make two buckets: what is private must not lie where anybody may read.",
        )
