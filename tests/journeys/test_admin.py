"""An editor looks into every corner of the admin: nothing breaks, nothing is asked of anyone else."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# The corners that are not pages: the menu leads to them, and the test below finds new ones.
CORNERS = [
    "/admin/",
    "/admin/pages/",
    "/admin/search/?q=a",
    "/admin/images/",
    "/admin/images/add/",
    "/admin/documents/",
    "/admin/documents/multiple/add/",
    "/admin/snippets/",
    "/admin/account/",
]


def sign_in(visitor, password: str) -> None:
    visitor.go("/admin/")
    visitor.page.locator("input[name=username]").fill(settings.DEMO_EDITOR["email"])
    visitor.page.locator("input[name=password]").fill(password)
    visitor.page.locator("button[type=submit]").click()


@pytest.fixture(scope="module")
def session(browser, demo):
    """What the browser of an editor who has signed in remembers."""
    context = browser.new_context(base_url=demo.origin)
    page = context.new_page()
    page.goto("/admin/")
    page.locator("input[name=username]").fill(settings.DEMO_EDITOR["email"])
    page.locator("input[name=password]").fill(settings.DEMO_EDITOR["password"])
    page.locator("button[type=submit]").click()
    expect(page.locator("[data-sidebar], .sidebar").first).to_be_visible()
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def editor(new_visitor, session):
    return new_visitor(storage_state=session, viewport={"width": 1280, "height": 900})


def links(editor, pattern: str = "/admin/") -> set[str]:
    """Return the paths of the admin that the page links to, without what signs out."""
    hrefs = editor.page.eval_on_selector_all("a[href]", "all => all.map((a) => a.href)")
    paths = {urlsplit(href).path for href in hrefs if href.startswith(editor.origin)}
    return {path for path in paths if re.match(pattern, path) and "logout" not in path}


def visit(editor, paths) -> dict[str, int]:
    """Open each path; return those that do not answer 200."""
    refused = {}
    for path in paths:
        status = editor.go(path).status
        if status != 200:
            refused[path] = status
    return refused
