"""A member finds what was said in their space; on a phone and in Arabic, nothing is in the way."""

import pytest
from playwright.sync_api import expect

from tests.browser.editor import sign_in
from tests.journeys.test_accessibility import found_on

pytestmark = pytest.mark.browser


def test_a_member_searches_their_space(demo, new_visitor):
    visitor = new_visitor()
    sign_in(visitor)
    page = visitor.page
    visitor.go("/en/spaces/")
    page.get_by_role("link", name="The Threshold Coalition").first.click()
    page.get_by_role("link", name="Search this space").click()
    page.get_by_role("searchbox").press_sequentially("witnesses")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("results")
    found = page.url

    page.get_by_role("link", name="Comments 1").click()
    page.get_by_role("link", name="On Hear us from here").click()
    expect(page.locator(":target")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("witnesses")

    page.get_by_role("searchbox").fill("zephyrs")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_contain_text("Nothing matches “zephyrs”")

    violations = []
    for language, scheme, width in (("en", "light", 1440), ("ar", "dark", 390)):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        for query in ("witnesses", "witneses", "zephyrs", ""):
            address = found.replace("/en/", f"/{language}/").replace("witnesses", query)
            visitor.go(address.removeprefix(visitor.origin))
            violations += found_on(page)
            assert visitor.overflow <= 0, (language, query)
    assert not violations, "\n".join(violations)
