"""Through the door in a browser: with a password and a code, with a passkey, without a script."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.editor import enter_code, enter_password, sign_in
from tests.browser.hands import Hands
from tests.cast import PASSWORD
from tests.door import KNOWN
from tests.journeys.test_accessibility import found_on

pytestmark = pytest.mark.browser

DOOR = "/en/account/sign-in/"
SCREENS = [
    "account/",
    "account/profile/",
    "account/second-step/",
    "account/second-step/app/remove/",
    "account/second-step/passkeys/add/",
    "account/second-step/recovery-codes/new/",
    "account/email/",
    "account/password/",
    "account/delete/",
    "account/sign-out/",
]
AT_THE_DOOR = ["account/sign-in/", "account/password/reset/", "account/password/reset/sent/"]


def with_a_passkey(visitor):
    """Give a browser a telephone that knows its owner."""
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return visitor


def add_passkey(hands):
    """Add one that opens the door alone, on the screen for it, and wait until it is there."""
    page = hands.visitor.page
    hands.write("What to call it", "the blue key")
    hands.check("Sign in with it alone, without the password")
    hands.activate(page.get_by_role("button", name=hands.said("Add a passkey")))
    page.wait_for_url(lambda url: "passkeys/add" not in url)


def show_again(visitor):
    if "/again/" in visitor.path:
        enter_code(visitor, KNOWN)


def test_a_passkey_is_added_and_opens_the_door_alone(new_visitor):
    wanda = with_a_passkey(new_visitor())
    sign_in(wanda, PASSWORD, "wanda@example.org", anew=True)
    wanda.go("/en/account/second-step/passkeys/add/")
    show_again(wanda)
    add_passkey(Hands(wanda, "en"))
    wanda.go("/en/account/")
    expect(wanda.page.get_by_role("heading", name="the blue key")).to_be_visible()
    wanda.page.get_by_role("button", name="Sign out").click()
    wanda.page.wait_for_url(f"**{DOOR}")
    wanda.go("/admin/")
    wanda.page.get_by_role("button", name="Use a passkey").click()
    wanda.page.wait_for_url(lambda url: urlsplit(url).path == "/admin/")
    expect(wanda.page.locator("#wagtail-sidebar nav")).to_be_visible()


def test_a_passkey_that_fails_is_told_in_the_page(new_visitor):
    visitor = new_visitor()
    visitor.page.add_init_script(
        "navigator.credentials.get = () => Promise.reject(new Error('no key'))"
    )
    visitor.go(DOOR)
    visitor.page.get_by_role("button", name="Use a passkey").click()
    expect(visitor.page.locator("[data-passkey-failed]")).to_contain_text("That did not work")


def test_without_a_script_a_password_and_a_code_are_enough(new_visitor):
    mona = new_visitor(java_script_enabled=False)
    mona.go(DOOR)
    expect(mona.page.get_by_role("button", name="Use a passkey")).to_be_hidden()
    enter_password(mona, PASSWORD, "mona@example.org")
    enter_code(mona, KNOWN)
    assert mona.path == "/admin/"


def test_the_door_is_walked_with_the_keyboard_alone(new_visitor):
    visitor = new_visitor()
    visitor.go(DOOR)
    reached = []
    for _ in range(12):
        visitor.page.keyboard.press("Tab")
        reached.append(visitor.page.evaluate("document.activeElement.textContent.trim()"))
    assert {"Skip to content", "Use a passkey", "Sign in", "Forgot your password?"} <= set(reached)


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("en", "light", 1440), ("ar", "dark", 390)]
)
def test_axe_finds_nothing_on_the_screens_of_an_account(new_visitor, language, scheme, width):
    visitor = new_visitor(color_scheme=scheme, viewport={"width": width, "height": 900})
    violations = []
    for path in AT_THE_DOOR:
        visitor.go(f"/{language}/{path}")
        violations += found_on(visitor.page)
    sign_in(visitor)
    for path in SCREENS:
        visitor.go(f"/{language}/{path}")
        violations += found_on(visitor.page)
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert visitor.page.evaluate(overflow) <= 0, path
    assert not violations, "\n".join(violations)
