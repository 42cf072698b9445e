"""What every test may ask for: a site, people, a browser. Says at the end what could not run."""

import shutil
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import translation
from wagtail.models import Locale, Page, Site

from background.models import Effect
from config import env
from home.models import HomePage
from home.services import start_site
from operations import checkup
from tests.cast import Cast
from tests.door import sign_in_whole
from tests.ready_made import migrated_postgresql
from users.models import User

MISSING = "Not installed: "
SERVICES = {
    "elasticsearch": env.ELASTICSEARCH["url"],
    "mail": env.EMAIL_URL,
    "postgresql": env.DATABASE_URL,
    "s3": env.S3["endpoint"],
}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_addoption(parser):
    parser.addoption(
        "--require-everything",
        action="store_true",
        help="a test that cannot run for want of a program is a failure",
    )


def pytest_configure(config):
    # Of a suite that is spread over processes, each keeps its files apart.
    if worker := getattr(config, "workerinput", {}).get("workerid"):
        for name in ("MEDIA_ROOT", "PRIVATE_ROOT"):
            setattr(settings, name, getattr(settings, name) / worker)


def needs_a_browser(item):
    return item.get_closest_marker("browser") is not None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    # Last of all: the browser leaves an event loop behind, in which Django uses no database.
    items.sort(key=needs_a_browser)
    if CHROMIUM is None:
        for item in filter(needs_a_browser, items):
            item.add_marker(pytest.mark.skip(reason=f"{MISSING}Chromium"))
    for item in items:
        if names := absent_services(item):
            reason = f"{MISSING}{', '.join(names)} (make services)"
            item.add_marker(pytest.mark.skip(reason=reason))


def absent_services(item):
    names = [name for marker in item.iter_markers("service") for name in marker.args]
    return sorted({name for name in names if not SERVICES[name]})


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


@pytest.fixture(autouse=True, scope="session")
def people_show_their_second_step():
    """Whoever a test signs in is in: `tests/users` walks through the door itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", sign_in_whole)
        yield


@pytest.fixture(autouse=True)
def english():
    """A request leaves its language behind in its thread: each test begins with the same one."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    # Copied, not migrated anew for each process.
    if env.DATABASE_URL:
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_postgresql()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Begin with an empty site, made once: six home pages a test would take half of the time."""
    with django_db_blocker.unblock():
        start_site()
        # What its pages asked for is no business of the tests.
        Effect.objects.all().delete()


@pytest.fixture
def homes(db) -> dict[str, HomePage]:
    """The home pages of an empty site, by the code of their language."""
    return {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}


@pytest.fixture
def not_begun(db) -> Page:
    """The site as Wagtail's migrations leave it: one language, and a page of welcome."""
    root = Page.objects.get(depth=1)
    welcome = root.add_child(instance=Page(title="Welcome", slug="welcome"))
    Site.objects.update(root_page=welcome)
    HomePage.objects.all().delete()
    Locale.objects.exclude(language_code=settings.LANGUAGE_CODE).delete()
    return welcome


@pytest.fixture
def home(homes) -> HomePage:
    return homes["en"]


@pytest.fixture
def embedded_search(settings) -> None:
    """What Elasticsearch was told shows a second later only: that is tested elsewhere."""
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"url": ""}


@pytest.fixture
def no_probes(monkeypatch) -> None:
    """What the checkup asks goes on in threads of its own, and would lock the next test out."""
    monkeypatch.setattr(checkup, "PROBES", [])


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
