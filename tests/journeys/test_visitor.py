"""Somebody comes to read, with JavaScript and without: changes language, searches, gets lost."""

import pytest
from playwright.sync_api import Error, expect

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["scripted", "unscripted"])
def reader(request, new_visitor):
    return new_visitor(java_script_enabled=request.param)


def follow(reader, path: str, within: str = "main") -> None:
    reader.click_through(reader.page.locator(f'{within} a[href="{path}"]').first)
    assert reader.path == path


def test_a_reader_goes_from_the_home_page_to_a_campaign_and_back(reader, demo):
    strategy, goal = demo.first("strategypage", "en"), demo.first("goalpage", "en")
    reader.go("/en/")
    follow(reader, strategy.path)
    follow(reader, goal.path)
    reader.click_through(reader.page.locator('section[aria-labelledby="campaigns-h"] h3 a').first)
    campaign = reader.path
    assert campaign in {page.path for page in demo.pages if page.type.endswith(".campaignpage")}
    follow(reader, goal.path)
    for path in (campaign, goal.path, strategy.path, "/en/"):
        reader.page.go_back()
        assert reader.path == path


def test_breadcrumbs_lead_up_to_the_home_page(reader, demo):
    update = demo.first("campaignupdatepage", "en")
    reader.go(update.path)
    trail = reader.page.locator(".crumbs a")
    steps = [link.get_attribute("href") for link in trail.all()]
    assert steps[0] == "/en/"
    for path in reversed(steps):
        follow(reader, path, within=".crumbs")


def test_another_language_shows_the_same_page(reader, demo):
    goal = demo.first("goalpage", "en")
    translations = demo.translations(goal)
    assert len(translations) == len(demo.languages)
    reader.go(goal.path)
    for page in translations.values():
        follow(reader, page.path, within=".langs")
        assert reader.page.locator("h1").inner_text()
        current = reader.page.locator(".langs [aria-current]")
        expect(current).to_have_attribute("href", page.path)


def test_a_page_without_a_translation_says_so_and_leads_home(reader, demo):
    page = next(
        page for page in demo.pages if page.language == "en" and "ar" not in demo.translations(page)
    )
    reader.go(page.path)
    link = reader.page.locator('.langs a[hreflang="ar"]')
    expect(link.locator('[lang="en"]')).not_to_be_empty()
    expect(reader.page.locator('.langnote bdi[lang="ar"]')).to_be_visible()
    reader.click_through(link)
    assert reader.path == "/ar/"


def test_a_search_from_any_page_finds_a_page_by_its_title(reader, demo):
    wanted = demo.first("resourcepage", "en")
    reader.go("/en/")
    reader.page.locator(".finder input").fill(wanted.title)
    reader.click_through(reader.page.locator(".finder button"))
    assert reader.path == "/en/search/"
    expect(reader.page.locator("main #q")).to_have_value(wanted.title)
    follow(reader, wanted.path)


def test_a_search_for_nothing_that_exists_leads_on(reader):
    reader.go("/en/search/?q=zzzzzz")
    ways_out = reader.page.locator("main a[href]")
    assert ways_out.count() > 0
    reader.click_through(ways_out.first)
    expect(reader.page.locator("h1")).to_be_visible()
    assert reader.path != "/en/search/"


def test_a_lost_reader_is_led_home_in_their_language(reader):
    response = reader.go("/ar/nothing-is-here/")
    assert response.status == 404
    expect(reader.page.locator("html")).to_have_attribute("lang", "ar")
    follow(reader, "/ar/")


def test_the_library_can_be_narrowed(reader, demo):
    library = demo.first("libraryindexpage", "en")
    reader.go(library.path)
    items = reader.page.locator("main li.card")
    everything = items.count()
    reader.page.locator("select[name=kind]").select_option(index=1)
    reader.click_through(reader.page.locator("form.narrow button"))
    assert reader.path == library.path
    assert 0 < items.count() < everything
    follow(reader, library.path)
    assert items.count() == everything


def test_a_lost_connection_is_found_again(visitor, demo):
    goal = demo.first("goalpage", "en")
    visitor.go(goal.path)
    visitor.page.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        visitor.page.reload()
    visitor.page.context.set_offline(False)
    visitor.go(goal.path)
    expect(visitor.page.locator("h1")).to_have_text(goal.title)
    visitor.forgive("net::ERR_INTERNET_DISCONNECTED")
