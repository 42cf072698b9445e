"""A place of one's own on each service that is there: a database, an index, the test buckets.

For tests that run the product in processes of its own. Each place is empty at first, and gone
afterwards.
"""

import json
import ssl
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from config import env

TEST_BUCKETS = {"S3_PUBLIC_BUCKET": "public_bucket", "S3_PRIVATE_BUCKET": "private_bucket"}


@contextmanager
def scratch_database(name: str) -> Iterator[str]:
    """Yield the address of an empty PostgreSQL database beside the one of DATABASE_URL."""
    parts = urlsplit(env.DATABASE_URL)
    with psycopg.connect(env.DATABASE_URL, autocommit=True) as connection:
        identifier = sql.Identifier(name)
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(identifier)
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(identifier))
        try:
            yield parts._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(drop)


@contextmanager
def own_database(name: str) -> Iterator[dict[str, str]]:
    """Yield the variable of an empty database; none for SQLite, of which each folder has one."""
    if not env.DATABASE_URL:
        yield {}
        return
    with scratch_database(name) as url:
        yield {"DATABASE_URL": url}


@contextmanager
def scratch_index(prefix: str) -> Iterator[dict[str, str]]:
    """Yield the variables of an Elasticsearch where only indexes of `prefix` are used."""
    yield {
        "ELASTICSEARCH_URL": env.ELASTICSEARCH["url"],
        "ELASTICSEARCH_CA": env.ELASTICSEARCH["ca"],
        "ELASTICSEARCH_API_KEY": env.ELASTICSEARCH["api_key"],
        "ELASTICSEARCH_MEMBERS_API_KEY": env.ELASTICSEARCH["members_api_key"],
        "ELASTICSEARCH_PREFIX": prefix,
    }
    for key in ("api_key", "members_api_key"):
        for index in json.loads(_ask("GET", f"{prefix}*", key)):
            _ask("DELETE", index, key)


def scratch_buckets() -> dict[str, str]:
    """Return the variables of the S3 server, with the buckets that are for tests."""
    from django.conf import settings

    return {
        f"S3_{name}": env.S3[name.lower()]
        for name in ("ENDPOINT", "REGION", "ACCESS_KEY", "SECRET_KEY")
    } | {variable: settings.S3[name] for variable, name in TEST_BUCKETS.items()}


def _ask(method: str, path: str, key: str) -> bytes:
    there = env.ELASTICSEARCH
    request = urllib.request.Request(f"{there['url']}/{path}", method=method)
    if there[key]:
        request.add_header("Authorization", f"ApiKey {there[key]}")
    context = ssl.create_default_context(cafile=there["ca"]) if there["ca"] else None
    with urllib.request.urlopen(request, timeout=10, context=context) as answer:
        return bytes(answer.read())
