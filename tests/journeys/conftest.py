"""The demonstration, served once for all journeys, and visitors who come to it in a browser."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.demonstration import Demo, serve_demo
from tests.browser.documents import Bookshelf
from tests.browser.visitor import Visitor
from tests.conftest import CHROMIUM
from tests.journeys.writers import bring_writers

# As patient as its clicks: the machine may be busy, and a journey measures no time.
expect.set_options(timeout=30_000)

SWITCHES = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Even what should never be asked for does not leave the machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": SWITCHES}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Demo]:
    own = tmp_path_factory.getbasetemp()
    # Beside that of the other processes of the suite, where there are several.
    shared = own.parent if hasattr(pytestconfig, "workerinput") else own
    with serve_demo(tmp_path_factory.mktemp("demo"), made_in=shared) as served:
        yield served


@pytest.fixture(scope="session")
def bookshelf() -> Bookshelf:
    return Bookshelf()


@pytest.fixture
def new_visitor(browser: Browser, demo: Demo) -> Iterator[Callable[..., Visitor]]:
    """Return a maker of visitors, each with cookies of their own.

    Whatever the test is about, it fails when a page asked another server for anything, broke the
    content security policy, or complained in the console.
    """
    visitors: list[Visitor] = []

    def arrive(**options: Any) -> Visitor:
        context = browser.new_context(base_url=demo.origin, **options)
        visitors.append(Visitor.of(context, demo.origin))
        return visitors[-1]

    yield arrive
    for visitor in visitors:
        visitor.page.context.close()
    assert [each for visitor in visitors for each in visitor.elsewhere] == []
    assert [each for visitor in visitors for each in visitor.complaints] == []


@pytest.fixture
def visitor(new_visitor: Callable[..., Visitor]) -> Visitor:
    return new_visitor()


@pytest.fixture
def writers(demo: Demo, new_visitor: Callable[..., Visitor]) -> tuple[Visitor, Visitor]:
    """Return two who may write, before a draft of two lines."""
    return bring_writers(demo, new_visitor)


@pytest.fixture(scope="session")
def addresses(demo: Demo) -> Callable[[str], list[str]]:
    """Return the paths of a page of each type, of searches and of an error, by language."""

    def of_each_type(language: str) -> list[str]:
        pages = demo.one_of_each(language)
        found = quote(demo.first("strategypage", language).title)
        searches = [f"/{language}/search/{query}" for query in ("", f"?q={found}", "?q=zzzzzz")]
        return [*(page.path for page in pages), *searches, f"/{language}/nothing-is-here/"]

    return of_each_type
