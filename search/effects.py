"""What the outbox delivers for the search: entries first, then what Elasticsearch is told of them.

These are effects of their own, since entries need no service: while Elasticsearch is down, the
embedded search goes on knowing the newest page.
"""

from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from background.effects import effect
from background.services import record
from search import services
from search.elastic.client import IndexMissing
from search.elastic.pages import PAGES
from search.mirrors import MIRRORS


@effect("search.page", after="page.changed")
@transaction.atomic
def refresh_page(subject: str, payload: dict[str, Any]) -> None:
    group = _set_of(subject, payload)
    if group is None:
        return
    services.refresh_set(group)
    if PAGES.index.is_configured:
        record(kind="search.index_set", subject=str(group))


@effect("search.tree", after="tree.changed")
@transaction.atomic
def refresh_tree(subject: str, payload: dict[str, Any]) -> None:
    services.refresh_tree(int(subject))
    record_index("sets")


def record_index(name: str) -> None:
    """Record that an index must be compared with all of the database: one row, however much."""
    if MIRRORS[name].index.is_configured:
        record(kind="search.index", subject=name)


@effect("search.index_set")
def index_set(subject: str, payload: dict[str, Any]) -> None:
    _update_index("sets", subject)


@effect("search.index_space_entry")
def index_space_entry(subject: str, payload: dict[str, Any]) -> None:
    _update_index("spaces", subject)


def _update_index(name: str, key: str) -> None:
    mirror = MIRRORS[name]
    if not mirror.index.is_configured:
        return
    try:
        mirror.update([UUID(key)])
    except IndexMissing:
        # The whole of it is what it must be told.
        record_index(name)


@effect("search.index")
def make_index_equal(subject: str, payload: dict[str, Any]) -> None:
    if MIRRORS[subject].index.is_configured:
        MIRRORS[subject].make_equal()


def _set_of(page: str, payload: dict[str, Any]) -> UUID | None:
    """Return the set of translations of a page, which may be gone by now."""
    if said := payload.get("set"):
        return UUID(said)
    return Page.objects.filter(pk=page).values_list("translation_key", flat=True).first()
