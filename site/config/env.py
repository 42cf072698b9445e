"""The environment, read in one place: every variable with its type and its default.

`.env` in the project's root fills what the environment does not say, and the file that
`make services` writes fills the rest. Nothing else reads the environment, so that this file and
`.env.example` are the whole list. Each variable may also be a file: `SECRET_KEY_FILE` names a file
that holds `SECRET_KEY`.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from environ.fileaware_mapping import FileAwareMapping

ROOT = Path(__file__).resolve().parents[2]


class Environment(FileAwareMapping):  # type: ignore[misc]  # it carries no types
    """The environment, where `NAME_FILE` may name the file that holds `NAME`."""

    def __getitem__(self, key: str) -> str:
        try:
            # A line break at the end is the editor's, and no part of a password.
            return str(super().__getitem__(key)).strip()
        except OSError as error:
            raise SystemExit(f"{key}_FILE: {error.strerror}: {error.filename}") from None


class Env(environ.Env):  # type: ignore[misc]  # nor does it
    ENVIRON = Environment()


env = Env(
    ALLOWED_HOSTS=(list, []),
    BACKUP_RECIPIENT=(str, ""),
    BASE_URL=(str, "http://localhost:8000"),
    CACHE_URL=(str, ""),
    DATABASE_URL=(str, ""),
    DEBUG=(bool, False),
    ELASTICSEARCH_API_KEY=(str, ""),
    ELASTICSEARCH_CA=(str, ""),
    ELASTICSEARCH_MEMBERS_API_KEY=(str, ""),
    ELASTICSEARCH_PREFIX=(str, "portevoix"),
    ELASTICSEARCH_URL=(str, ""),
    EMAIL_FROM=(str, ""),
    EMAIL_URL=(str, ""),
    METRICS_KEY=(str, ""),
    S3_ACCESS_KEY=(str, ""),
    S3_ENDPOINT=(str, ""),
    S3_PRIVATE_BUCKET=(str, ""),
    S3_PUBLIC_BUCKET=(str, ""),
    S3_REGION=(str, "us-east-1"),
    S3_SECRET_KEY=(str, ""),
    SEARCH_MEANING=(str, ""),
    SEARCH_MISSES=(bool, True),
    SECRET_KEY=(str, ""),
    SECRETS_KEYS=(list, []),
    SECURITY_CONTACT=(str, ""),
    TRUSTED_PROXIES=(list, []),
    VAR_DIR=(str, str(ROOT / "var")),
)
environ.Env.read_env(str(ROOT / ".env"))
# Where everything generated goes: database, media, collected static files.
VAR = Path(env("VAR_DIR"))
environ.Env.read_env(str(VAR / "services" / "env"))

ALLOWED_HOSTS: list[str] = env("ALLOWED_HOSTS")
BACKUP_RECIPIENT: str = env("BACKUP_RECIPIENT")
BASE_URL: str = env("BASE_URL").rstrip("/")
CACHE_URL: str = env("CACHE_URL")
DATABASE_URL: str = env("DATABASE_URL")
DEBUG: bool = env("DEBUG")
EMAIL_FROM: str = env("EMAIL_FROM")
EMAIL_URL: str = env("EMAIL_URL")
METRICS_KEY: str = env("METRICS_KEY")
SEARCH_MEANING: str = env("SEARCH_MEANING")
SEARCH_MISSES: bool = env("SEARCH_MISSES")
SECRET_KEY: str = env("SECRET_KEY")
SECRETS_KEYS: list[str] = env("SECRETS_KEYS")
SECURITY_CONTACT: str = env("SECURITY_CONTACT")
TRUSTED_PROXIES: list[str] = env("TRUSTED_PROXIES")
ELASTICSEARCH: dict[str, str] = {
    "url": env("ELASTICSEARCH_URL"),
    "ca": env("ELASTICSEARCH_CA"),
    "api_key": env("ELASTICSEARCH_API_KEY"),
    "members_api_key": env("ELASTICSEARCH_MEMBERS_API_KEY"),
}
ELASTICSEARCH_PREFIX: str = env("ELASTICSEARCH_PREFIX")
S3: dict[str, str] = {
    "endpoint": env("S3_ENDPOINT"),
    "region": env("S3_REGION"),
    "public_bucket": env("S3_PUBLIC_BUCKET"),
    "private_bucket": env("S3_PRIVATE_BUCKET"),
    "access_key": env("S3_ACCESS_KEY"),
    "secret_key": env("S3_SECRET_KEY"),
}


def database(url: str) -> dict[str, object]:
    """Return Django's settings of the database at `url`; SQLite in `var/` when it is empty."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(VAR / "portevoix.sqlite3"),
            # One writer at a time: wait for it, and take the lock at once rather than half-way.
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    if not _is_address(url, DATABASE_SCHEMES):
        # One that answers nothing and keeps nothing; `web/checks` says what is wrong.
        return {"ENGINE": "django.db.backends.dummy"}
    config: dict[str, Any] = env.db_url_config(url)
    if str(config["ENGINE"]).endswith("postgresql"):
        # psycopg's pool replaces persistent connections: CONN_MAX_AGE must stay 0. A visitor is
        # told soon that the database is away: half a minute, the pool's own wait, looks broken.
        config["OPTIONS"] = {
            "connect_timeout": 3,
            **config.get("OPTIONS", {}),
            # Nor is it tried for long at a time: the pauses between tries double, and a database
            # that is back would be asked only at the next one.
            "pool": {"min_size": 1, "max_size": 8, "timeout": 4, "reconnect_timeout": 4},
        }
    return config


def cache(url: str) -> dict[str, object]:
    """Return Django's settings of the cache at `url`; this process's memory when it is empty."""
    url = url or "locmemcache://portevoix"
    if not _is_address(url, env.CACHE_SCHEMES):
        return {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    config: dict[str, object] = env.cache_url_config(url)
    return config


def mail(url: str) -> dict[str, object]:
    """Return Django's settings of the mail server at `url`, without the backend that uses them.

    `smtp://`, `smtp+tls://` (STARTTLS) or `smtp+ssl://`, with user and password if it asks for
    them.
    """
    if not _is_address(url, MAIL_SCHEMES):
        return {}
    config: dict[str, object] = env.email_url_config(url)
    return {name: value for name, value in config.items() if name != "EMAIL_BACKEND"}


MAIL_SCHEMES = ("smtp", "smtp+tls", "smtp+ssl")
DATABASE_SCHEMES = ("postgres", "postgresql", "sqlite")


def _is_address(url: str, schemes: Iterable[str]) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in schemes and parts.port != 0
    except ValueError:  # a port that is no number
        return False
