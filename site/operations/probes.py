"""Whether the ground this site stands on is sound: database, disk, headers, doors, settings.

Each returns what is wrong and what to do about it, or None. What a visitor would see is asked of
this process itself, without a network.
"""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import WARNING, CheckMessage, Error, run_checks
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from background.models import ChoreRun
from operations.backup import last_backup
from operations.backup.records import NAME as BACKUP
from operations.health import unapplied_migrations
from web.zones import PUBLIC, Policy

CLOCK_TOLERANCE = timedelta(seconds=2)
# Enough is either: a large disk may be fuller than a small one.
ENOUGH_SHARE = 0.10
ENOUGH_BYTES = 1024**3
BACKUP_PATIENCE = timedelta(hours=26)

# What an anonymous visitor is answered where somebody might sign in.
DOORS = {
    "/admin/login/": 302,
    "/admin/": 302,
    "/admin/password_reset/": 404,
    "/_util/login/": 404,
    "/accounts/login/": 404,
    "/en/account/signup/": 404,
    "/django-admin/": 404,
}


def database_answers() -> CheckMessage | None:
    # It raises if it does not.
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return None


def migrations_are_applied() -> CheckMessage | None:
    if not (count := len(unapplied_migrations())):
        return None
    return Error(
        ngettext(
            "%(count)d migration is not applied.", "%(count)d migrations are not applied.", count
        )
        % {"count": count},
        hint=_("Make a backup, then run: manage.py migrate"),
        id="operations.P011",
    )


def clock_is_right() -> CheckMessage | None:
    if connection.vendor != "postgresql":
        return None  # It has no clock but ours.
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (theirs,) = cursor.fetchone()
    if abs(theirs - timezone.now()) <= CLOCK_TOLERANCE:
        return None
    return Error(
        _("Our clock and the database's are more than two seconds apart."),
        hint=_("Have both machines keep time by NTP."),
        id="operations.P012",
    )


def disk_has_room() -> CheckMessage | None:
    disk = shutil.disk_usage(_nearest(Path(settings.MEDIA_ROOT)))
    if disk.free >= ENOUGH_BYTES or disk.free >= disk.total * ENOUGH_SHARE:
        return None
    return Error(
        _("Less than a gigabyte is free on the disk, and less than a tenth of it."),
        hint=_("Make room on the disk of VAR_DIR, or move it to a larger one."),
        id="operations.P013",
    )


def headers_are_sent() -> CheckMessage | None:
    answer = _get(f"/{settings.LANGUAGE_CODE}/")
    if answer.status_code != 200:
        return Error(
            _("The home page answers %(status)d.") % {"status": answer.status_code},
            hint=_("Publish the home page of the first language, or run: manage.py start_site"),
            id="operations.P014",
        )
    wrong = sorted(_wrong_headers(answer))
    if not wrong:
        return None
    return Error(
        _("The home page is not sent with the headers it should have: %(names)s.")
        % {"names": ", ".join(wrong)},
        hint=_("See MIDDLEWARE and the headers in config/settings."),
        id="operations.P015",
    )


def doors_are_shut() -> CheckMessage | None:
    found = {path: _get(path).status_code for path in DOORS}
    wrong = [path for path, status in DOORS.items() if found[path] != status]
    if not wrong:
        return None
    return Error(
        _("A door to sign in by is not as it should be: %(paths)s.") % {"paths": ", ".join(wrong)},
        hint=_("See config/urls.py, and the settings of passwords in config/settings/base.py."),
        id="operations.P016",
    )


def settings_are_sound() -> CheckMessage | None:
    """Ask what `check --deploy` asks, in production only: elsewhere much of it does not hold."""
    if not settings.PRODUCTION:
        return None
    found = [
        each
        for each in run_checks(include_deployment_checks=True)
        if each.level >= WARNING and not each.is_silenced()
    ]
    if not found:
        return None
    return Error(
        _("The checks of the settings complain: %(ids)s.")
        % {"ids": ", ".join(sorted({str(each.id) for each in found}))},
        hint=_("Run: manage.py check --deploy. It says what to do about each."),
        id="operations.P017",
    )


def backup_is_recent() -> CheckMessage | None:
    if ChoreRun.objects.filter(name=BACKUP).exclude(error="").exists():
        return Error(
            _("The last backup failed, or is not whole."),
            hint=_("Run: manage.py backup. It says what went wrong."),
            id="operations.P019",
        )
    last = last_backup()
    if last is None and not settings.BACKUP_RECIPIENT:
        return None
    if last is not None and last > timezone.now() - BACKUP_PATIENCE:
        return None
    return Error(
        _("There was no backup in the last 26 hours."),
        hint=_("Run: manage.py backup. Then read the log of the worker for why it was not made."),
        id="operations.P018",
    )


def _wrong_headers(answer: HttpResponseBase) -> Iterator[str]:
    for name, value in _promised_headers().items():
        # The rules of a policy come in any order.
        if set(answer.headers.get(name, "").split("; ")) != set(value.split("; ")):
            yield name
    if answer.cookies:
        yield "Set-Cookie"


def _promised_headers() -> dict[str, str]:
    """Return each header as it must be; an empty one must not be there."""
    return {
        "Content-Security-Policy": _policy(PUBLIC.policy),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Referrer-Policy": "same-origin",
        "Strict-Transport-Security": (
            "max-age=31536000; includeSubDomains; preload" if settings.PRODUCTION else ""
        ),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        **settings.FIXED_HEADERS,
    }


def _policy(directives: Policy) -> str:
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


def _get(path: str) -> Any:
    """Return what this process answers to a visitor nobody knows."""
    here = urlsplit(settings.BASE_URL)
    client = Client(raise_request_exception=False, headers={"host": here.netloc})
    return client.get(path, secure=here.scheme == "https")


def _nearest(path: Path) -> Path:
    """Return a folder that exists: this one, or what it will be made in."""
    return next(each for each in (path, *path.parents) if each.exists())
