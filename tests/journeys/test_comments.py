"""A reviewer comments on what they select, a penholder from within the editor; and they answer."""

import pytest
from playwright.sync_api import expect

from tests.journeys.test_accessibility import found_on
from tests.journeys.writers import text_of, type_at_the_end_of

pytestmark = pytest.mark.browser

SELECT = """([first, start, last, end]) => {
    const lines = [...document.querySelectorAll(".notes [data-at], .ProseMirror p")];
    const range = document.createRange();
    const inside = (line) => document.createTreeWalker(line, NodeFilter.SHOW_TEXT).nextNode();
    range.setStart(inside(lines[first]), start);
    range.setEnd(inside(lines[last]), end);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


def select(visitor, *places):
    visitor.page.evaluate(SELECT, places)


def press(visitor, *keys):
    """Press keys as a person does: the editor hears of a selection a moment after the browser."""
    for key in keys:
        visitor.page.keyboard.press(key)
        visitor.page.wait_for_timeout(300)


def read_page(visitor):
    return visitor.path.removesuffix("write/")


def test_what_is_selected_is_commented_on_and_answered(writers):
    ibis, egret = writers
    egret.go(read_page(ibis))
    link = egret.page.locator("[data-comment]")
    expect(link).to_have_text("Comment")
    select(egret, 0, 3, 0, 6)
    expect(link).to_have_text("Comment on what is selected")
    link.click()
    page = egret.page
    expect(page.locator("main blockquote")).to_have_text("ask")
    page.get_by_label("Comment", exact=True).fill("Firmer, @Sacred?")
    page.get_by_label("Proposed wording").fill("demand")
    page.get_by_label("A red line").check()
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator("mark.anchor")).to_have_text("ask")
    expect(page.locator(".thread summary")).to_have_text("On ask")
    expect(page.locator(".thread b")).to_have_text("@Sacred")
    # Whoever writes sees the passage marked without doing anything, and answers.
    expect(text_of(ibis).locator("mark")).to_have_text("ask")
    type_at_the_end_of(ibis, " Today.", 0)
    expect(ibis.page.locator("[data-part=state]")).to_have_text("Saved")
    ibis.go(read_page(ibis))
    ibis.page.get_by_role("link", name="Answer the proposal").click()
    ibis.page.get_by_label("Accepted").check()
    ibis.page.get_by_label("Put the proposed wording into the text").check()
    ibis.page.get_by_role("button", name="Answer").click()
    expect(ibis.page.locator(".notes .prose").first).to_have_text("We demand. Today.")
    expect(ibis.page.locator(".thread--done")).to_contain_text("Closed by Sacred Ibis")
    ibis.page.get_by_role("link", name="Proposals").click()
    expect(ibis.page.locator("table")).to_contain_text("Accepted")
    ibis.page.set_viewport_size({"width": 390, "height": 900})
    assert ibis.overflow <= 0


def test_a_penholder_comments_without_leaving_the_text(writers):
    ibis, egret = writers
    page = ibis.page
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator("[data-part=said]").first).to_have_text("Select the passage first.")
    type_at_the_end_of(ibis, " Today", 0)
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Control+Alt+m")
    dialog = page.locator("dialog[data-part=comment]")
    expect(dialog.locator("blockquote")).to_have_text("We ask. Today")
    # A form that is refused comes back in its place.
    dialog.get_by_label("Comment", exact=True).fill("   ")
    dialog.get_by_role("button", name="Comment", exact=True).click()
    expect(dialog.locator(".errors, .error, [id$=-error]").first).to_be_visible()
    assert found_on(page) == []
    dialog.get_by_label("Comment", exact=True).fill("Too bare?")
    dialog.get_by_role("button", name="Comment", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(text_of(ibis)).to_be_focused()
    expect(text_of(ibis).locator("mark")).to_have_text("We ask. Today")
    expect(page.locator("[data-part=threads] .thread")).to_contain_text("Too bare?")
    expect(text_of(egret).locator("mark")).to_have_text("We ask. Today")
    # Undone and done again, its words have their comment; and all is saved.
    page.keyboard.press("Delete")
    expect(text_of(egret).locator("mark")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(text_of(egret).locator("mark")).to_have_text("We ask. Today")
    expect(page.locator("[data-part=state]")).to_have_text("Saved")


def test_a_passage_that_is_cut_and_put_elsewhere_takes_its_comment_along(writers):
    ibis, _egret = writers
    page = ibis.page
    type_at_the_end_of(ibis, "", 0)
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Control+Alt+m")
    dialog = page.locator("dialog[data-part=comment]")
    dialog.get_by_label("Comment", exact=True).fill("Later in the text?")
    dialog.get_by_role("button", name="Comment", exact=True).click()
    # The others hear of it, and so do we, before our own answer has come.
    expect(dialog).to_be_hidden()
    expect(text_of(ibis)).to_be_focused()
    marked = text_of(ibis).locator("mark")
    expect(marked).to_have_text("We ask.")
    # A copy is a copy: the comment stays where it is.
    press(ibis, "Control+c", "Control+End", "Control+v")
    expect(text_of(ibis).locator("p").nth(1)).to_have_text("نطالب.We ask.")
    expect(marked).to_have_count(1)
    press(ibis, "Control+z", "Control+Home", "Shift+End", "Control+x")
    expect(marked).to_have_count(0)
    press(ibis, "Control+End", "Control+v")
    expect(text_of(ibis).locator("p").nth(1).locator("mark")).to_have_text("We ask.")
    expect(page.locator("[data-part=state]")).to_have_text("Saved")


def test_without_a_script_a_line_is_chosen(writers, new_visitor):
    ibis, egret = writers
    plain = new_visitor(java_script_enabled=False)
    plain.page.context.add_cookies(egret.page.context.cookies())
    plain.go(read_page(ibis))
    plain.page.get_by_role("link", name="Comment", exact=True).click()
    plain.page.get_by_label("Passage", exact=True).select_option("نطالب.")
    plain.page.get_by_label("Comment", exact=True).fill("من؟")
    plain.page.get_by_role("button", name="Comment", exact=True).click()
    expect(plain.page.locator("mark.anchor")).to_have_text("نطالب.")
    assert found_on(ibis.page) == []
