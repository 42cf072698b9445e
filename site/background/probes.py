"""Whether the background work is done: what the outbox, the queue, the chores and the mail say.

Each returns what is wrong and what to do about it, or None. Which of them are asked, and for how
long, `operations.checkup` decides.
"""

import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.mail.backends.smtp import EmailBackend
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from background.chores import chores
from background.housekeeping import HEARTBEAT, failed_for_good
from background.models import ChoreRun, Effect, EffectQuerySet

SMTP = "django.core.mail.backends.smtp.EmailBackend"
SMTP_SECONDS = 2

PATIENCE = timedelta(minutes=10)
# It beats each half minute, unless one delivery takes long.
HEARTBEAT_PATIENCE = timedelta(minutes=5)
# No chore takes longer; the worker is not missed while it does one.
LONGEST_CHORE = timedelta(hours=1)


def outbox_moves() -> CheckMessage | None:
    too_long_ago = timezone.now() - PATIENCE
    # What was asked to wait waits; what failed counts from when it was recorded.
    late = Q(due_at__lt=too_long_ago) | (~Q(error="") & Q(recorded_at__lt=too_long_ago))
    waiting = Effect.objects.waiting().filter(late)
    if not (count := waiting.count()):
        return None
    return Error(
        ngettext(
            "%(count)d effect has waited for more than ten minutes: %(kinds)s.",
            "%(count)d effects have waited for more than ten minutes: %(kinds)s.",
            count,
        )
        % {"count": count, "kinds": _kinds(waiting)},
        hint=_("See that a worker runs, and that the service these effects are for answers."),
        id="background.P001",
    )


def nothing_is_parked() -> CheckMessage | None:
    parked = Effect.objects.parked()
    if not (count := parked.count()):
        return None
    return Error(
        ngettext(
            "%(count)d effect failed for good: %(kinds)s.",
            "%(count)d effects failed for good: %(kinds)s.",
            count,
        )
        % {"count": count, "kinds": _kinds(parked)},
        hint=_("Look at Reports, Background work: try them again or give them up."),
        id="background.P002",
    )


def worker_is_alive() -> CheckMessage | None:
    now = timezone.now()
    known = [each.name for each in chores()]
    is_there = ChoreRun.objects.filter(
        Q(name=HEARTBEAT, begun_at__gt=now - HEARTBEAT_PATIENCE)
        | (_under_way() & Q(name__in=known, begun_at__gt=now - LONGEST_CHORE))
    ).exists()
    if is_there:
        return None
    return Error(
        _("No worker was at work in the last five minutes."),
        hint=_("Start one: manage.py worker. If one runs, read its log and start it anew."),
        id="background.P003",
    )


def tasks_move() -> CheckMessage | None:
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - PATIENCE)
    if not (count := waiting.count()):
        return None
    return Error(
        ngettext(
            "%(count)d task has waited for more than ten minutes.",
            "%(count)d tasks have waited for more than ten minutes.",
            count,
        )
        % {"count": count},
        hint=_("See that a worker runs: manage.py worker."),
        id="background.P004",
    )


def no_task_failed() -> CheckMessage | None:
    if not (count := len(failed_for_good())):
        return None
    return Error(
        ngettext("%(count)d task failed for good.", "%(count)d tasks failed for good.", count)
        % {"count": count},
        hint=_("Look at Reports, Background work: try them again or give them up."),
        id="background.P005",
    )


def chores_are_done() -> CheckMessage | None:
    now = timezone.now()
    known = {each.name: each for each in chores()}
    runs = ChoreRun.objects.filter(name__in=known)
    wrong = {run.name for run in runs if run.begun_at + 2 * known[run.name].every + PATIENCE < now}
    wrong |= set(runs.exclude(error="").values_list("name", flat=True))
    cut_off = _under_way() & Q(begun_at__lt=now - LONGEST_CHORE)
    wrong |= set(runs.filter(cut_off).values_list("name", flat=True))
    if not wrong:
        return None
    return Error(
        _("These chores failed or are overdue: %(names)s.") % {"names": ", ".join(sorted(wrong))},
        hint=_("Read the log of the worker: each is done again when its time comes."),
        id="background.P006",
    )


def mail_server_answers() -> CheckMessage | None:
    """Ask the mail server for nothing, over TLS and signed in if mails go that way."""
    if settings.DELIVERY_EMAIL_BACKEND != SMTP:
        return None
    try:
        with EmailBackend(timeout=SMTP_SECONDS) as mail:
            mail.connection.noop()  # type: ignore[union-attr] # it is open, or opening it raised
    except (OSError, smtplib.SMTPException) as error:
        # The name alone: what a server says may hold the user and the address.
        return Error(
            _("The mail server does not take mails: %(error)s.") % {"error": type(error).__name__},
            hint=_("Check EMAIL_URL, and that its host answers from here. Mails wait meanwhile."),
            id="background.P007",
        )
    return None


def _under_way() -> Q:
    return Q(ended_at=None) | Q(ended_at__lt=F("begun_at"))


def _kinds(effects: EffectQuerySet) -> str:
    return ", ".join(effects.order_by("kind").values_list("kind", flat=True).distinct())
