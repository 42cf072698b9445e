"""What readers choose or need: fewer bytes, another theme, a keyboard, larger letters, paper."""

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def unscripted(new_visitor):
    return new_visitor(java_script_enabled=False)


def test_low_data_mode_asks_for_neither_images_nor_fonts(unscripted, demo):
    campaign, page = demo.first("campaignpage", "en").path, unscripted.page
    unscripted.go(campaign)
    assert {"image", "font"} <= set(unscripted.kinds())
    page.locator('.tools a[href="?data=low"]').click()
    assert page.url == f"{demo.origin}{campaign}"
    unscripted.requests.clear()
    page.reload()
    assert {"image", "font"}.isdisjoint(unscripted.kinds())
    expect(page.locator("main img")).to_have_count(0)
    unscripted.click_through(page.locator(".fig__saved a").first)
    assert unscripted.path.endswith(".jpg")
    page.go_back()
    page.locator('.tools a[href="?data=full"]').click()
    expect(page.locator("main img").first).to_be_visible()
    # Chromium dresses an image that is alone in a style of its own, which the policy refuses.
    unscripted.forgive(".jpg: error: Applying inline style")


def test_a_browser_that_saves_data_is_obeyed(new_visitor):
    saver = new_visitor(extra_http_headers={"Save-Data": "on"})
    saver.go("/en/")
    assert {"image", "font"}.isdisjoint(saver.kinds())


@pytest.mark.parametrize(("system", "chosen"), [("light", "dark"), ("dark", "light")])
def test_the_chosen_theme_is_in_the_page_before_it_is_drawn(new_visitor, system, chosen):
    reader = new_visitor(color_scheme=system)
    reader.go("/en/")
    reader.page.locator(".tools [data-theme-toggle]").click()
    expect(reader.page.locator("html")).to_have_attribute("data-theme", chosen)
    # The server says it, so that no page flashes in the other theme first.
    assert f'data-theme="{chosen}"' in reader.go("/fr/").text()
    assert {cookie["name"] for cookie in reader.page.context.cookies()} == {"theme"}


def test_what_needs_a_script_is_not_offered_without_one(unscripted):
    unscripted.go("/en/")
    expect(unscripted.page.locator(".tools [data-theme-toggle]")).to_be_hidden()


def test_the_menu_of_a_phone_opens_without_a_script(new_visitor):
    reader = new_visitor(java_script_enabled=False, viewport=PHONE)
    reader.go("/en/")
    menu = reader.page.locator(".menu nav")
    expect(menu).to_be_hidden()
    reader.page.locator(".menu summary").click()
    expect(menu).to_be_visible()
    link = menu.locator('a[href^="/en/"]').last
    path = link.get_attribute("href")
    reader.click_through(link)
    assert reader.path == path


def test_the_menu_of_a_phone_closes_on_escape_and_gives_the_focus_back(new_visitor):
    reader = new_visitor(viewport=PHONE)
    reader.go("/en/")
    summary = reader.page.locator(".menu summary")
    summary.click()
    reader.page.keyboard.press("Tab")
    expect(summary).not_to_be_focused()
    reader.page.keyboard.press("Escape")
    expect(reader.page.locator(".menu nav")).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_first_key_offers_to_skip_to_the_content(unscripted):
    unscripted.go("/en/")
    skip = unscripted.page.locator(".skip")
    expect(skip).not_to_be_in_viewport()
    unscripted.page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    unscripted.page.keyboard.press("Enter")
    expect(unscripted.page.locator("main")).to_be_focused()


FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  return {
    html: element.outerHTML.slice(0, 120),
    ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


@pytest.mark.parametrize("path", ["/en/", "/ar/"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(new_visitor, path):
    reader = new_visitor(reduced_motion="reduce")
    reader.go(path)
    stops: list[dict[str, Any]] = []
    reader.page.keyboard.press("Tab")
    while (stop := reader.page.evaluate(FOCUSED)) and len(stops) < 300:
        stops.append(stop)
        reader.page.keyboard.press("Tab")
    reachable = "a[href], button, input, summary, [tabindex='0']"
    assert len(stops) == reader.page.locator(reachable).locator("visible=true").count()
    assert [stop["html"] for stop in stops if stop["ring"] < 2 or not stop["inView"]] == []


def test_letters_twice_as_large_still_fit_a_phone(new_visitor, addresses):
    reader = new_visitor(viewport=PHONE)
    too_wide = {}
    for path in addresses("fr"):
        reader.go(path)
        reader.page.evaluate("document.documentElement.style.fontSize = '200%'")
        if overflow := reader.overflow:
            too_wide[path] = overflow
    assert too_wide == {}


def test_paper_has_the_text_and_not_the_way_around(visitor, demo):
    visitor.page.emulate_media(media="print")
    for kind in ("strategypage", "campaignpage", "statementpage"):
        visitor.go(demo.first(kind, "en").path)
        for gone in (".strip", ".nav", ".finder", ".leave", ".menu", ".crumbs", ".foot nav"):
            expect(visitor.page.locator(gone).first).to_be_hidden()
        expect(visitor.page.locator("h1")).to_be_visible()
        expect(visitor.page.locator(".brand").first).to_be_visible()


def test_colours_of_the_system_leave_the_text_and_the_focus(visitor):
    visitor.page.emulate_media(forced_colors="active")
    visitor.go("/en/")
    expect(visitor.page.locator("h1")).to_be_visible()
    for step in visitor.page.locator(".horn > li").all():
        expect(step).to_have_css("clip-path", "none")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate(FOCUSED)["ring"] >= 2
    assert visitor.overflow <= 0


def test_nothing_moves_for_who_asked_for_stillness(new_visitor):
    reader = new_visitor(reduced_motion="reduce")
    reader.go("/en/")
    expect(reader.page.locator("html")).to_have_css("scroll-behavior", "auto")
    moving = reader.page.evaluate(
        "[...document.querySelectorAll('*')].filter((element) =>"
        " getComputedStyle(element).transitionDuration.split(', ').some((each) => each !== '0s'))"
        ".length"
    )
    assert moving == 0
