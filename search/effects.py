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
from search.elastic import services as elastic
from search.elastic.client import IndexMissing, is_configured

# There is one index: an effect that is about the whole of it has one subject.
WHOLE = "sets"


@effect("search.page", after="page.changed")
@transaction.atomic
def refresh_page(subject: str, payload: dict[str, Any]) -> None:
    group = _set_of(subject, payload)
    if group is None:
        return
    services.refresh_set(group)
    if is_configured():
        record(kind="search.index_set", subject=str(group))


@effect("search.tree", after="tree.changed")
@transaction.atomic
def refresh_tree(subject: str, payload: dict[str, Any]) -> None:
    services.refresh_tree(int(subject))
    record_index()


def record_index() -> None:
    """Record that the index must be compared with all entries: one row, however many changed."""
    if is_configured():
        record(kind="search.index", subject=WHOLE)


@effect("search.index_set")
def index_set(subject: str, payload: dict[str, Any]) -> None:
    if not is_configured():
        return
    try:
        elastic.index_groups([UUID(subject)])
    except IndexMissing:
        # The whole of it, this set included, is what it must be told.
        record_index()


@effect("search.index")
def make_index_equal(subject: str, payload: dict[str, Any]) -> None:
    if is_configured():
        elastic.make_index_equal()


def _set_of(page: str, payload: dict[str, Any]) -> UUID | None:
    """Return the set of translations of a page, which may be gone by now."""
    if said := payload.get("set"):
        return UUID(said)
    return Page.objects.filter(pk=page).values_list("translation_key", flat=True).first()
