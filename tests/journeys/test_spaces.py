"""A space from its founding to its people, in browsers."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.editor import sign_in
from tests.browser.hands import Hands
from tests.cast import PASSWORD
from tests.journeys.test_accessibility import found_on
from tests.journeys.test_door import add_passkey, show_again, with_a_passkey

pytestmark = pytest.mark.browser

SCREENS = ["", "members/", "organisations/", "organisations/add/", "activity/", "me/"]
SCREENS += ["invitations/", "settings/", "search/"]
SECRET = "six herons wade where no map goes"


def found(demo, administrator, label, coordinator, language="en"):
    """Found a space in the admin, and return the link of the letter to its coordinator."""
    administrator.go("/admin/spaces/found/")
    page = administrator.page
    page.get_by_label("Name in the register").fill(label)
    page.locator(f"[name=languages][value={language}]").check()
    page.get_by_label("Kept until").fill(f"{datetime.now(UTC) + timedelta(days=90):%Y-%m-%d}")
    page.get_by_label("E-mail address of the first coordinator").fill(coordinator)
    page.get_by_role("button", name="Found it and send the letter").click()
    page.wait_for_url("**/admin/spaces/")
    return link_in(demo.letter_to(coordinator))


def link_in(letter):
    (link,) = re.findall(r"https?://[^/]+(/\w\w/spaces/invitation/\S+)", letter)
    return link


def come_in(hands, link):
    """Make an account from a letter, with a passkey, and stand before the invitation."""
    visitor = hands.visitor
    visitor.go(link)
    assert visitor.path == f"/{hands.language}/spaces/invitation/"
    hands.write("New password", SECRET)
    hands.write("The same again", SECRET)
    hands.press("Make my account")
    hands.follow("Add a passkey")
    add_passkey(hands)
    visitor.go(f"/{hands.language}/account/second-step/")
    hands.follow("Continue to where you were going")


def join(hands, name):
    hands.write("name in this space", name)
    hands.press("Join this space")
    welcome = hands.said("Welcome. This is your space now too.")
    expect(hands.visitor.page.get_by_text(welcome)).to_be_visible()


def test_from_a_letter_into_a_space_and_out_of_it(demo, new_visitor):
    adam = new_visitor()
    sign_in(adam, PASSWORD, "adam@example.org")
    link = found(demo, adam, "Confluence", "heron@example.org")

    heron = with_a_passkey(new_visitor())
    come_in(Hands(heron, "en"), link)
    join(Hands(heron, "en"), "Grey Heron")
    space = heron.path

    # The administrator who founded it is told that there is nothing.
    assert adam.go(space).status == 404
    adam.forgive("404")

    page = heron.page
    page.get_by_role("link", name="Invite").first.click()
    page.get_by_label("E-mail address").fill("tern@example.org")
    page.get_by_label("Role").select_option("observer")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("The invitation is on its way.")).to_be_visible()

    # By a telephone, without a script, until the second step.
    tern = with_a_passkey(new_visitor(viewport={"width": 390, "height": 800}))
    come_in(Hands(tern, "en"), link_in(demo.letter_to("tern@example.org")))
    join(Hands(tern, "en"), "Arctic Tern")
    expect(tern.page.get_by_role("link", name="Settings")).to_have_count(0)

    heron.go(f"{space}members/")
    page.get_by_role("link", name="Change Arctic Tern").click()
    page.get_by_label("Yes, remove them").check()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("They are out at their next click")).to_be_visible()
    tern.page.get_by_role("link", name="All members").click()
    expect(tern.page.get_by_role("navigation", name="In this space")).to_have_count(0)
    tern.forgive("404")
    tern.go("/en/spaces/")
    expect(tern.page.get_by_text("You are in no space yet")).to_be_visible()

    # The last coordinator stays, and is told what to do.
    heron.go(f"{space}me/")
    page.get_by_label("Yes, I leave").check()
    page.get_by_role("button", name="Leave", exact=True).click()
    show_again(heron)
    expect(page.get_by_role("alert")).to_contain_text("Make another member coordinator first")

    violations = []
    for language, scheme, width in (("en", "light", 1440), ("ar", "dark", 390)):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        for screen in SCREENS:
            heron.go(space.replace("/en/", f"/{language}/") + screen)
            violations += found_on(page)
            assert heron.overflow <= 0, heron.path
        heron.go(f"/{language}/spaces/")
        violations += found_on(page)
    assert not violations, "\n".join(violations)
