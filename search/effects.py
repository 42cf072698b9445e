"""What the outbox delivers for the search: entries first, then what Elasticsearch is told of them.

These are effects of their own, since entries need no service: while Elasticsearch is down, the
embedded search goes on knowing the newest page.
"""

from typing import Any

from django.db import transaction

from background.effects import effect
from background.services import record
from search import services
from search.elastic import services as elastic
from search.elastic.client import IndexMissing, is_configured

# There is one index: an effect that is about the whole of it has one subject.
WHOLE = "pages"


@effect("search.page", after="page.changed")
@transaction.atomic
def refresh_page(subject: str, payload: dict[str, Any]) -> None:
    services.refresh_page(int(subject))
    if is_configured():
        record(kind="search.index_page", subject=subject)


@effect("search.tree", after="tree.changed")
@transaction.atomic
def refresh_tree(subject: str, payload: dict[str, Any]) -> None:
    services.refresh_tree(int(subject))
    record_index()


def record_index() -> None:
    """Record that the index must be compared with all entries: one row, however many changed."""
    if is_configured():
        record(kind="search.index", subject=WHOLE)


@effect("search.index_page")
def index_page(subject: str, payload: dict[str, Any]) -> None:
    if not is_configured():
        return
    try:
        elastic.index_page(int(subject))
    except IndexMissing:
        # The whole of it, this page included, is what it must be told.
        record_index()


@effect("search.index")
def make_index_equal(subject: str, payload: dict[str, Any]) -> None:
    if is_configured():
        elastic.make_index_equal()
