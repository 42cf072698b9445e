"""Ways to publish pages that the search hears of, and both forms of the search to find them with.

The embedded form is what a test gets unless it asks for `each_form` or `elasticsearch`.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from wagtail.models import Page

from background.errors import Unavailable
from background.services import settle
from config import env
from core.models import StandardPage
from home.models import HomePage
from search import vocabulary
from search.breaker import Breaker
from search.elastic.client import SECONDS_TO_WRITE
from search.elastic.index import Index
from search.embedded import fulltext
from search.mirrors import configured
from search.services import rebuild
from search.vocabulary import forget
from tests.factories import add_standard_page

Settled = Callable[[], AbstractContextManager[None]]
NOWHERE = {"url": "", "ca": "", "api_key": "", "members_api_key": ""}


@pytest.fixture(autouse=True)
def embedded(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ELASTICSEARCH = NOWHERE
    # What one test broke, or said, must not be remembered by the next.
    for name in ("search.engines.breaker", "search.spaces.engines.breaker"):
        monkeypatch.setattr(name, Breaker())
    forget()


@pytest.fixture(scope="session")
def index_prefix() -> Iterator[str]:
    """A prefix of our own, and after the session nothing under it."""
    prefix = f"{settings.ELASTICSEARCH_PREFIX}-{os.getpid()}"
    yield prefix
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "ELASTICSEARCH", env.ELASTICSEARCH)
        for _name, mirror in configured():
            with mirror.index.connected(SECONDS_TO_WRITE) as client:
                for name in client.indices.get(index=f"{prefix}*").body:
                    client.indices.delete(index=name)


@pytest.fixture
def elasticsearch(embedded: None, index_prefix: str, settings: Any, db: None) -> None:
    """Elasticsearch with indexes of ours that know nothing yet."""
    settings.ELASTICSEARCH = env.ELASTICSEARCH
    settings.ELASTICSEARCH_PREFIX = index_prefix
    for _name, mirror in configured():
        empty(mirror.index)


def empty(index: Index) -> None:
    with index.connected(SECONDS_TO_WRITE) as client:
        if index.is_current(client):
            client.indices.refresh(index=index.alias)
            client.delete_by_query(
                index=index.alias, query={"match_all": {}}, conflicts="proceed", refresh=True
            )
        else:
            index.swap(client, index.create(client))


@pytest.fixture(
    params=[
        pytest.param("embedded", marks=pytest.mark.embedded),
        pytest.param("elasticsearch", marks=pytest.mark.service("elasticsearch")),
    ]
)
def each_form(request: pytest.FixtureRequest) -> str:
    request.getfixturevalue(request.param)
    return str(request.param)


def lose_full_text(key: int) -> None:
    """Lose what stands beside an entry, as a damaged database does."""
    column = "rowid" if connection.vendor == "sqlite" else "page_id"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {fulltext.TABLE} WHERE {column} = %s", [key])  # noqa: S608 (ours)


def catch_up() -> None:
    """Do the background work, and have Elasticsearch show what it was told, if it is there."""
    settle()
    for _name, mirror in configured():
        with suppress(Unavailable), mirror.index.connected(SECONDS_TO_WRITE) as client:
            client.indices.refresh(index=mirror.index.alias)


@pytest.fixture
def settled(db: None) -> Settled:
    """Return a context at whose end the background work is done."""

    @contextmanager
    def settled() -> Iterator[None]:
        yield
        catch_up()

    return settled


@pytest.fixture
def publish(homes: dict[str, HomePage], settled: Settled) -> Callable[..., Page]:
    def publish(title: str, language: str = "en", under: Page | None = None, **said: Any) -> Page:
        with settled():
            return add_standard_page(under or homes[language], title=title, **said)

    return publish


@pytest.fixture
def within_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is read once a minute is read again meanwhile."""
    monkeypatch.setattr(vocabulary, "_period", lambda: -1)
    forget()


@pytest.fixture
def publish_many(homes: dict[str, HomePage]) -> Callable[[str, int], None]:
    """Publish many pages of one title, without the pains of an editor."""

    def publish_many(title: str, size: int) -> None:
        home = homes["en"]
        for number in range(size):
            page = StandardPage(title=title, slug=f"many-{number}", locale=home.locale)
            home.add_child(instance=page)
        list(rebuild())
        for _name, mirror in configured():
            mirror.rebuild()

    return publish_many
