"""A way to publish pages that the search hears of: its handlers wait for the commit."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page

from core.models import StandardPage
from search.services import rebuild
from strategy.models import HomePage
from tests.factories import add_standard_page


@pytest.fixture
def commit(db: None, django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[[], Any]:
    """Return a context at whose end the transaction counts as committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def publish(homes: dict[str, HomePage], commit: Callable[[], Any]) -> Callable[..., Page]:
    def publish(title: str, language: str = "en", under: Page | None = None, **said: Any) -> Page:
        with commit():
            return add_standard_page(under or homes[language], title=title, **said)

    return publish


@pytest.fixture
def publish_many(homes: dict[str, HomePage]) -> Callable[[str, int], None]:
    """Publish many pages of one title, without the pains of an editor."""

    def publish_many(title: str, size: int) -> None:
        home = homes["en"]
        for number in range(size):
            page = StandardPage(title=title, slug=f"many-{number}", locale=home.locale)
            home.add_child(instance=page)
        list(rebuild())

    return publish_many
