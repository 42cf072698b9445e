"""Two people of a space who write in one draft, each in a browser of their own."""

from typing import Any

from playwright.sync_api import expect

from tests.browser.editor import sign_in
from tests.browser.hands import Hands
from tests.cast import PASSWORD
from tests.journeys.test_door import with_a_passkey
from tests.journeys.test_spaces import come_in, found, join, link_in

# The cookies of both, and their space, once they are in it.
_in: dict[str, Any] = {}


def text_of(visitor):
    return visitor.page.locator(".ProseMirror")


def type_at_the_end_of(visitor, words, line):
    visitor.page.locator(".ProseMirror p").nth(line).click()
    visitor.page.keyboard.press("End")
    visitor.page.keyboard.type(words, delay=15)


def bring_writers(demo, new_visitor):
    """Two who may write, each in a browser of their own, before a draft of two lines."""
    ibis, egret = with_a_passkey(new_visitor()), with_a_passkey(new_visitor())
    if _in:
        ibis.page.context.add_cookies(_in["ibis"])
        egret.page.context.add_cookies(_in["egret"])
    else:
        found_a_space(demo, new_visitor(), ibis, egret)
    ibis.go(f"{_in['space']}drafts/begin/")
    ibis.page.get_by_label("Title").fill("To the Council")
    ibis.page.get_by_label("Kind").select_option("letter")
    ibis.page.get_by_label("the text below").check()
    ibis.page.get_by_label("Text", exact=True).fill("We ask.\n\nنطالب.")
    ibis.page.get_by_role("button", name="Begin").click()
    expect(text_of(ibis)).to_contain_text("We ask.")
    egret.go(ibis.path)
    expect(text_of(egret)).to_contain_text("We ask.")
    # In the place of the form; and nothing went wrong yet.
    for name in ("plain", "refused", "lost", "link"):
        expect(egret.page.locator(f"[data-part={name}]")).to_be_hidden()
    return ibis, egret


def found_a_space(demo, adam, ibis, egret):
    sign_in(adam, PASSWORD, "adam@example.org")
    come_in(Hands(ibis, "en"), found(demo, adam, "Estuary", "ibis@example.org"))
    join(Hands(ibis, "en"), "Sacred Ibis")
    space = ibis.path
    ibis.go(f"{space}invitations/")
    ibis.page.get_by_label("E-mail address").fill("egret@example.org")
    ibis.page.get_by_label("Role").select_option("penholder")
    ibis.page.get_by_role("button", name="Send the invitation").click()
    come_in(Hands(egret, "en"), link_in(demo.letter_to("egret@example.org")))
    join(Hands(egret, "en"), "Little Egret")
    _in["space"] = space
    for name, each in (("ibis", ibis), ("egret", egret)):
        _in[name] = each.page.context.cookies()
