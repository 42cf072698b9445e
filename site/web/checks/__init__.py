"""Mistakes in the settings, told with a hint before the first request.

What is malformed is an error everywhere. What only a first look may do without is critical in
production, where every command and the web server ask, and refuse to start; elsewhere
`manage.py check --deploy` asks.
"""

from typing import Any

from django.conf import settings
from django.core import checks
from django.utils.translation import get_language_info, to_locale

from web.checks.lacking import advice, lacking_services, lacking_site
from web.checks.malformed import malformed_services, malformed_site
from web.checks.messages import error
from web.checks.values import address
from web.languages import codes


@checks.register()
def check_base_url(**kwargs: Any) -> list[checks.CheckMessage]:
    parts = address(settings.BASE_URL, "http", "https")
    if parts and not parts.path:
        return []
    return [
        error(
            1,
            f"BASE_URL is not the address of a site: {settings.BASE_URL!r}.",
            "Give scheme and host and nothing after: BASE_URL=https://example.org",
        )
    ]


@checks.register()
def check_languages(**kwargs: Any) -> list[checks.CheckMessage]:
    found: list[checks.CheckMessage] = []
    for code in codes():
        try:
            get_language_info(code)
        except KeyError:
            found.append(
                error(
                    2,
                    f"Django does not know the language {code!r} of LANGUAGES.",
                    "Use a code of django.conf.locale, or add it to LANG_INFO first.",
                )
            )
            continue
        catalogue = settings.LOCALE_PATHS[0] / to_locale(code) / "LC_MESSAGES" / "django.po"
        if code != settings.LANGUAGE_CODE and not catalogue.exists():
            found.append(
                error(
                    3,
                    f"There is no catalogue for the language {code!r}.",
                    f"Run `make messages`, then translate {catalogue}.",
                )
            )
    return found


@checks.register()
def check_variables(**kwargs: Any) -> list[checks.CheckMessage]:
    """Tell of each variable that is there and cannot be meant."""
    return [*malformed_site(), *malformed_services()]


def check_production(**kwargs: Any) -> list[checks.CheckMessage]:
    """Tell what production lacks, and what it has from a first look."""
    return [*lacking_site(), *lacking_services(), *advice()]


# Not `deploy` alone in production: there the worker and the migrations do not start either.
checks.register(check_production, checks.Tags.security, deploy=not settings.PRODUCTION)
