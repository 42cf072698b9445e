"""“Leave quickly”: whoever looks over a shoulder sees another site, and “Back” does not betray."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ELSEWHERE = "<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>"


@pytest.fixture
def leaver(request, new_visitor, demo):
    """A visitor two pages into the site, whose way out leads to a page that we make up."""
    leaver = new_visitor(**getattr(request, "param", {}))
    leaver.page.context.route(
        lambda url: not url.startswith(f"{demo.origin}/"),
        lambda route: route.fulfill(body=ELSEWHERE, content_type="text/html"),
    )
    leaver.go("/en/")
    leaver.go(demo.first("strategypage", "en").path)
    yield leaver
    # These and no others: the one address that the site may lead to, without saying whence.
    assert {urlsplit(url).scheme for url in leaver.elsewhere} == {"https"}
    for each in leaver.requests:
        if each.url in leaver.elsewhere:
            assert "referer" not in each.all_headers()
    leaver.requests.clear()


def has_left(leaver) -> None:
    expect(leaver.page.locator("h1")).to_have_text("Elsewhere")


unscripted = pytest.mark.parametrize("leaver", [{"java_script_enabled": False}], indirect=True)
phone = pytest.mark.parametrize(
    "leaver", [{"viewport": {"width": 390, "height": 844}}], indirect=True
)


@unscripted
def test_leaving_works_without_a_script(leaver):
    leaver.page.locator("[data-leave]").click()
    has_left(leaver)


def test_leaving_replaces_the_page_in_the_history(leaver):
    leaver.page.locator("[data-leave]").click()
    has_left(leaver)
    leaver.page.go_back()
    assert leaver.path == "/en/"


def test_escape_three_times_leaves(leaver):
    for _press in range(3):
        leaver.page.keyboard.press("Escape")
    has_left(leaver)
    leaver.page.go_back()
    assert leaver.path == "/en/"


@phone
def test_an_escape_that_closes_the_menu_does_not_count(leaver, demo):
    leaver.page.locator(".menu summary").click()
    for _press in range(3):
        leaver.page.keyboard.press("Escape")
    expect(leaver.page.locator(".menu nav")).to_be_hidden()
    assert leaver.path == demo.first("strategypage", "en").path
    leaver.page.keyboard.press("Escape")
    has_left(leaver)


@phone
def test_the_way_out_is_under_the_thumb_wherever_the_page_is_scrolled(leaver):
    way_out = leaver.page.locator("[data-leave]")
    for share in (0, 0.5, 1):
        leaver.page.evaluate(f"scrollTo(0, document.body.scrollHeight * {share})")
        expect(way_out).to_be_in_viewport(ratio=1)
    way_out.click()
    has_left(leaver)
