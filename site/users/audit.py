"""The audit log: what happened to an account, under names that only this site can make.

Who has the database alone cannot tell whose name it is; who has a person's number, and the site's
secret, can ask for what happened to them (`manage.py audit`).
"""

import logging
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.crypto import salted_hmac

from background.chores import chore
from users.models import SecurityEvent

logger = logging.getLogger(__name__)

KEPT = timedelta(days=365)


def pseudonym(key: Any) -> str:
    """Return the name, in the audit log, of the person or thing with this primary key."""
    return salted_hmac("users.audit", str(key), algorithm="sha256").hexdigest()[:16]


def note(kind: str, *, who: Any = None, by: Any = None, **details: str | int) -> None:
    """Write down that something happened to `who`, done by `by`; details are numbers and kinds."""
    SecurityEvent.objects.create(
        kind=kind,
        who=pseudonym(who.pk) if who is not None and who.pk else "",
        by=pseudonym(by.pk) if by is not None and by.pk else "",
        details=details,
    )


@chore("users.audit", every=timedelta(days=1))
def forget_old_events() -> None:
    SecurityEvent.objects.filter(at__lt=timezone.now() - KEPT).delete()
