"""What every test may ask for: a site, people, a browser. Says at the end what could not run."""

import shutil
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from strategy.models import HomePage
from strategy.services import start_site
from tests.cast import Cast
from users.models import User

MISSING = "Not installed: "
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_addoption(parser):
    parser.addoption(
        "--require-everything",
        action="store_true",
        help="a test that cannot run for want of a program is a failure",
    )


def needs_a_browser(item):
    return item.get_closest_marker("browser") is not None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    # Last of all: the browser leaves an event loop behind, in which Django uses no database.
    items.sort(key=needs_a_browser)
    if CHROMIUM is None:
        for item in filter(needs_a_browser, items):
            item.add_marker(pytest.mark.skip(reason=f"{MISSING}Chromium"))


def could_not_run(terminalreporter):
    if terminalreporter is None:  # a worker of a suite that is spread over processes
        return []
    reports = terminalreporter.stats.get("skipped", [])
    return [report.nodeid for report in reports if MISSING in str(report.longrepr)]


def pytest_terminal_summary(terminalreporter):
    if names := could_not_run(terminalreporter):
        terminalreporter.section("could not run, something is not installed")
        for name in names:
            terminalreporter.line(name)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("--require-everything") and could_not_run(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def homes(db) -> dict[str, HomePage]:
    """An empty site: a home page in each language, by its code."""
    start_site()
    return {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}


@pytest.fixture
def home(homes) -> HomePage:
    return homes["en"]


@pytest.fixture
def cast(db) -> Cast:
    return Cast.gather()


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """Return a maker of clients, each with somebody of their own signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
