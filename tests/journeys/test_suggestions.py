"""The box of the search while somebody types: with a keyboard, a pointer, without a script."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.test_accessibility import found_on

pytestmark = pytest.mark.browser


@pytest.fixture
def box(visitor, demo):
    visitor.go("/en/search/")
    return visitor.page.get_by_role("combobox")


def options(visitor):
    return visitor.page.get_by_role("listbox").get_by_role("option")


def test_pages_are_offered_and_chosen_by_the_keyboard(visitor, box):
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("saf")
    expect(options(visitor).first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(visitor.page.locator(".searchbar [role=status]")).to_have_text(re.compile(r"\d"))
    box.press("ArrowUp")
    expect(options(visitor).last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    box.press("ArrowDown")
    first = options(visitor).first
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    title = first.locator("span").first.inner_text()
    box.press("Enter")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(title)


def test_escape_closes_what_is_offered_and_keeps_what_was_typed(visitor, box):
    box.press_sequentially("saf")
    expect(options(visitor).first).to_be_visible()
    box.press("Escape")
    expect(visitor.page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("saf")
    box.press("Enter")
    expect(visitor.page.locator("#results-h")).to_be_visible()


def test_a_page_is_chosen_by_a_pointer(visitor, box):
    box.press_sequentially("saf")
    title = options(visitor).first.locator("span").first.inner_text()
    options(visitor).first.click()
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(title)


def test_what_is_offered_reads_from_its_own_side(new_visitor, demo):
    visitor = new_visitor()
    visitor.go("/ar/search/")
    visitor.page.get_by_role("combobox").press_sequentially("ال")
    expect(options(visitor).first.locator("span").first).to_have_attribute("dir", "rtl")
    assert not found_on(visitor.page)


def test_a_broken_line_leaves_the_form(visitor, box):
    visitor.page.route("**/search/suggest/**", lambda route: route.abort())
    box.press_sequentially("safe")
    expect(visitor.page.get_by_role("listbox")).to_be_hidden()
    box.press("Enter")
    expect(visitor.page.locator("#results-h")).to_be_visible()
    visitor.forgive("Failed to load resource")


def test_filters_work_without_a_script(new_visitor, demo):
    visitor = new_visitor(java_script_enabled=False)
    visitor.go("/en/search/?q=safe")
    visitor.page.locator(".facet .tick").first.click()
    visitor.page.get_by_role("button", name="Apply filters").click()
    expect(visitor.page.locator("a.chip", has_text="Remove filter")).to_have_count(1)
    visitor.page.get_by_role("link", name="Remove all filters").click()
    expect(visitor.page.locator("a.chip", has_text="Remove filter")).to_have_count(0)
