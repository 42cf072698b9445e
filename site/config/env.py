"""The environment, read in one place: every variable with its type and its default.

`.env` in the project's root fills what the environment does not say. Nothing else reads the
environment, so that this file and `.env.example` are the whole list.
"""

from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parents[2]

env = environ.Env(
    ALLOWED_HOSTS=(list, []),
    BASE_URL=(str, "http://localhost:8000"),
    CACHE_URL=(str, ""),
    DATABASE_URL=(str, ""),
    DEBUG=(bool, False),
    SECRET_KEY=(str, ""),
    SECURITY_CONTACT=(str, ""),
    VAR_DIR=(str, str(ROOT / "var")),
)
environ.Env.read_env(str(ROOT / ".env"))

ALLOWED_HOSTS: list[str] = env("ALLOWED_HOSTS")
BASE_URL: str = env("BASE_URL").rstrip("/")
CACHE_URL: str = env("CACHE_URL")
DATABASE_URL: str = env("DATABASE_URL")
DEBUG: bool = env("DEBUG")
SECRET_KEY: str = env("SECRET_KEY")
SECURITY_CONTACT: str = env("SECURITY_CONTACT")
# Where everything generated goes: database, media, collected static files.
VAR = Path(env("VAR_DIR"))


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
    config: dict[str, object] = env.db_url_config(url)
    if str(config["ENGINE"]).endswith("postgresql"):
        # psycopg's pool replaces persistent connections: CONN_MAX_AGE must stay 0.
        config["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8}}
    return config


def cache(url: str) -> dict[str, object]:
    """Return Django's settings of the cache at `url`; this process's memory when it is empty."""
    config: dict[str, object] = env.cache_url_config(url or "locmemcache://portevoix")
    return config
