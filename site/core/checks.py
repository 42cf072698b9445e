"""Mistakes in the settings, told with a hint before the first request."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import get_language_info, to_locale

WELL_KNOWN = "development-only"


@checks.register()
def check_base_url(**kwargs: Any) -> list[checks.CheckMessage]:
    parts = urlsplit(settings.BASE_URL)
    if parts.scheme in ("http", "https") and parts.netloc and not parts.path:
        return []
    return [
        checks.Error(
            f"BASE_URL is not the address of a site: {settings.BASE_URL!r}.",
            hint="Give scheme and host and nothing after: BASE_URL=https://example.org",
            id="portevoix.E001",
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
                checks.Error(
                    f"Django does not know the language {code!r} of LANGUAGES.",
                    hint="Use a code of django.conf.locale, or add it to LANG_INFO first.",
                    id="portevoix.E002",
                )
            )
            continue
        catalogue = settings.LOCALE_PATHS[0] / to_locale(code) / "LC_MESSAGES" / "django.po"
        if code != settings.LANGUAGE_CODE and not catalogue.exists():
            found.append(
                checks.Error(
                    f"There is no catalogue for the language {code!r}.",
                    hint=f"Run `make messages`, then translate {catalogue}.",
                    id="portevoix.E003",
                )
            )
    return found


def _secret_key() -> str:
    # Django refuses to say an empty one.
    try:
        return settings.SECRET_KEY
    except ImproperlyConfigured:
        return ""


@checks.register(checks.Tags.security, deploy=True)
def check_production(**kwargs: Any) -> list[checks.CheckMessage]:
    found: list[checks.CheckMessage] = []
    if not _secret_key() or _secret_key().startswith(WELL_KNOWN):
        found.append(
            checks.Critical(
                "SECRET_KEY is missing, or is the one everybody knows.",
                hint="Set SECRET_KEY to 50 random characters or more, and keep it.",
                id="portevoix.C001",
            )
        )
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        found.append(
            checks.Critical(
                "ALLOWED_HOSTS does not say which hosts this site answers for.",
                hint="Name the hosts of the site: ALLOWED_HOSTS=example.org,www.example.org",
                id="portevoix.C002",
            )
        )
    if str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite3"):
        found.append(
            checks.Critical(
                "Production runs on SQLite, which is for a first look.",
                hint="Set DATABASE_URL=postgres://user:password@host:5432/name",
                id="portevoix.C003",
            )
        )
    if not settings.BASE_URL.startswith("https://"):
        found.append(
            checks.Critical(
                "BASE_URL is not an https address.",
                hint="Set BASE_URL=https:// and the host name visitors use.",
                id="portevoix.C004",
            )
        )
    if not settings.SECURITY_CONTACT:
        found.append(
            checks.Critical(
                "Nobody is named to write to about a weakness.",
                hint="Set SECURITY_CONTACT to an address that is read: security@example.org",
                id="portevoix.C005",
            )
        )
    return found
