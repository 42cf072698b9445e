"""Since when a page says what it says: its translations are behind when that was after they began.

Not every publication changes something for a translator: an address, a search description of one
language, or nothing at all.
"""

import json
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.fields import get_translatable_fields

from background.chores import chore
from background.effects import effect
from translation.models import Wording

# Each language has its own address; rows are written anew each time.
OWN = {"slug"}
OF_A_ROW = {"pk", "page", "locale"}


@effect("translation.wording", after="page.changed")
def remember_wording(subject: str, payload: dict[str, Any]) -> None:
    page = Page.objects.filter(pk=int(subject), live=True, alias_of=None).first()
    if page is not None:
        remember(page.specific)


def remember(page: Page) -> None:
    digest, known = digest_of(page), Wording.objects.filter(page=page).first()
    if known is None or known.digest != digest:
        Wording.objects.update_or_create(
            page_id=page.pk,
            defaults={"digest": digest, "changed_at": page.last_published_at or timezone.now()},
        )


def digest_of(page: Page) -> str:
    """Return a sign of what a translation takes over: words, and what no language changes."""
    data = page.serializable_data()
    names = {field.field_name for field in get_translatable_fields(type(page))} - OWN
    said = {name: _without_keys(data[name]) for name in sorted(names & data.keys())}
    return sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()


def _without_keys(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_keys(each) for each in value]
    if isinstance(value, dict):
        return {name: each for name, each in value.items() if name not in OF_A_ROW}
    return value


@chore("translation.wordings", every=timedelta(days=1))
def remember_what_was_missed() -> None:
    """Look at the pages that are older than this table, or came past the outbox."""
    for page in Page.objects.filter(live=True, alias_of=None, wording=None, depth__gt=1).specific():
        remember(page)
