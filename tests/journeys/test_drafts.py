"""Two people write in one text at once; one loses the line for a while; nothing is lost."""

import pytest
from playwright.sync_api import expect

from tests.journeys.test_accessibility import found_on
from tests.journeys.writers import text_of, type_at_the_end_of

pytestmark = pytest.mark.browser

SCREENS = ["drafts/", "drafts/begin/", "drafts/trash/"]
OF_A_DRAFT = [
    "",
    "write/",
    "versions/",
    "versions/1/",
    "versions/1/translate/",
    "compare/",
    "comments/",
    "comments/new/",
    "proposals/",
    "details/",
]


def test_two_write_at_once_and_one_is_cut_off_for_a_while(writers):
    ibis, egret = writers
    type_at_the_end_of(ibis, " One.", 0)
    type_at_the_end_of(egret, " Two.", 1)
    for each in writers:
        expect(text_of(each)).to_contain_text("One.")
        expect(text_of(each)).to_contain_text("Two.")
        expect(each.page.locator("[data-part=state]")).to_have_text("Saved")

    egret.page.context.set_offline(True)
    type_at_the_end_of(egret, " Offline.", 1)
    expect(egret.page.locator("[data-part=state]")).to_contain_text("Keep this page open")
    type_at_the_end_of(ibis, " Meanwhile.", 0)
    egret.page.context.set_offline(False)
    for each in writers:
        expect(text_of(each)).to_contain_text("Meanwhile.")
        expect(text_of(each)).to_contain_text("Offline.")
    assert text_of(ibis).inner_text() == text_of(egret).inner_text()
    egret.forgive("ERR_INTERNET_DISCONNECTED")
    # Nothing of it is kept in a browser.
    for store in ("localStorage", "sessionStorage"):
        assert egret.page.evaluate(f"{store}.length") == 0
    assert egret.page.evaluate("indexedDB.databases().then((all) => all.length)") == 0


def test_the_tools_are_reached_by_keys_and_find_finds(writers):
    ibis, _egret = writers
    page = ibis.page
    page.locator(".ProseMirror p").nth(0).click()
    page.keyboard.press("Control+Alt+2")
    expect(page.locator(".ProseMirror h2")).to_have_text("We ask.")
    expect(page.get_by_role("button", name="Heading", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    page.keyboard.press("Alt+F10")
    expect(page.get_by_role("button", name="Heading", exact=True)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Subheading")).to_be_focused()
    page.keyboard.press("Escape")
    expect(text_of(ibis)).to_be_focused()
    page.get_by_role("button", name="Footnote").click()
    page.keyboard.type("A source.")
    page.keyboard.press("Enter")
    page.get_by_label("Find").fill("ASK")
    expect(page.locator("[data-part=found]")).to_have_text("Found: 1")
    expect(page.locator("[data-part=state]")).to_have_text("Saved")


def test_without_a_script_a_form_writes_the_same_text(writers, new_visitor):
    ibis, egret = writers
    plain = new_visitor(java_script_enabled=False)
    plain.page.context.add_cookies(egret.page.context.cookies())
    plain.go(ibis.path)
    type_at_the_end_of(ibis, " One.", 0)
    expect(ibis.page.locator("[data-part=state]")).to_have_text("Saved")
    field = plain.page.get_by_label("Text", exact=True)
    field.fill(field.input_value().replace("نطالب.", "نطالب كل حكومة."))
    plain.page.get_by_role("button", name="Save").click()
    expect(field).to_have_value("We ask. One.\n\nنطالب كل حكومة.\n")
    expect(text_of(ibis)).to_contain_text("نطالب كل حكومة.")


def test_axe_finds_nothing_on_the_screens_of_drafts(writers):
    ibis, _egret = writers
    page = ibis.page
    space, _drafts, draft = ibis.path.removesuffix("write/").partition("drafts/")
    violations = []
    for language, scheme, width in (("en", "light", 1440), ("ar", "dark", 390)):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        screens = [*SCREENS, *(f"drafts/{draft}{each}" for each in OF_A_DRAFT)]
        for screen in screens:
            ibis.go(space.replace("/en/", f"/{language}/") + screen)
            if screen.endswith("write/"):
                expect(text_of(ibis)).to_be_visible()
            violations += found_on(page)
            assert ibis.overflow <= 0, ibis.path
    assert not violations, "\n".join(violations)
