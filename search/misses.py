"""Counts what is searched without result; who asked, whence and when is never known.

The only writer of misses. A query is kept in words once it was asked `ENOUGH` times on several
days: what one person looks for in an evening, a name perhaps, is kept nowhere.
"""

import datetime as dt
import logging
import re
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Count, F, Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac

from background.chores import chore
from search.models import Miss
from search.text import key_of

logger = logging.getLogger(__name__)

ENOUGH, DAYS = 5, 2
KEPT = timedelta(days=30)
# More different queries a day are a machine that tries words.
MOST_A_DAY = 5_000
# Addresses and numbers of people.
PERSONAL = re.compile(r"@|\d(?:[\s./()-]*\d){5}")


def note(query: str, language: str) -> None:
    """Count a query that found nothing, unless that is switched off."""
    key = key_of(query, language)
    if not settings.SEARCH_MISSES or not key or PERSONAL.search(query):
        return
    sign = salted_hmac("search.misses", f"{language} {key}", algorithm="sha256").hexdigest()[:32]
    try:
        with transaction.atomic():
            _count(sign, query, language, timezone.localdate())
    except DatabaseError:
        # Whoever searches is answered all the same.
        logger.exception("A search without result could not be counted")


def _count(sign: str, query: str, language: str, today: dt.date) -> None:
    same = Miss.objects.filter(sign=sign, language=language)
    if not same.filter(day=today).update(count=F("count") + 1):
        if Miss.objects.filter(day=today).count() >= MOST_A_DAY:
            return
        Miss.objects.bulk_create(
            [Miss(day=today, language=language, sign=sign)], ignore_conflicts=True
        )
    asked = same.aggregate(times=Sum("count"), days=Count("day"))
    if (asked["times"] or 0) >= ENOUGH and asked["days"] >= DAYS:
        same.filter(query="").update(query=query)


@chore("search.misses", every=timedelta(days=1))
def forget_old_misses() -> None:
    Miss.objects.filter(day__lt=timezone.localdate() - KEPT).delete()
