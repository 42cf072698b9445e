"""An editor at work in the admin: signs in, fills the form of a page, publishes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import FrameLocator, Locator, Response, expect

from tests.browser.visitor import Visitor
from tests.door import KNOWN
from users.codes import code_of

# Between two keys, in milliseconds: somebody who types well. Wagtail saves after half a second.
PACE = 25

# The cookies of who signed in before, by server and address: a code opens only once.
_signed_in: dict[tuple[str, str], list[Any]] = {}


def sign_in(visitor: Visitor, password: str = "", email: str = "", *, anew: bool = False) -> None:
    """Sign in as the demonstration's editor, unless another address or password is given.

    Whoever signed in before goes on in the same session, unless `anew`.
    """
    editor = settings.DEMO_PEOPLE["editor"]
    who = visitor.origin, email or editor["email"]
    context = visitor.page.context
    if who in _signed_in and not anew and not password:
        context.add_cookies(_signed_in[who])
        visitor.go("/admin/")
        if visitor.path == "/admin/":
            return
    visitor.go("/admin/")
    enter_password(visitor, password or editor["password"], who[1])
    enter_code(visitor, KNOWN if email else editor["app"])
    if not anew:
        _signed_in[who] = context.cookies()


def enter_password(visitor: Visitor, password: str, email: str) -> None:
    visitor.page.locator("input[name=login]").fill(email)
    visitor.page.locator("input[name=password]").fill(password)
    visitor.page.locator("input[name=password]").press("Enter")


def enter_code(visitor: Visitor, secret: str) -> None:
    """Type what the app shows; a code that was used before is followed by another."""
    for periods in (0, 1, -1, *[0] * 40):
        visitor.page.locator("input[name=code]").fill(code_of(secret, periods=periods))
        visitor.page.locator("input[name=code]").press("Enter")
        visitor.page.wait_for_load_state()
        if not visitor.page.locator("input[name=code]").count():
            return
        if periods == -1:
            visitor.page.wait_for_timeout(5_000)
    raise AssertionError("No code opened the door.")


@dataclass
class PageForm:
    """The form of a page, by the names of its fields."""

    visitor: Visitor

    def field(self, name: str) -> Locator:
        return self.visitor.page.locator(f"[data-contentpath={name}]").first

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.visitor.page.locator(f"#id_{name}").fill(value)

    def look_around(self) -> None:
        """Take a person's time; after two seconds Wagtail has remembered how the form was."""
        self.visitor.page.wait_for_timeout(3_000)

    def type(self, control: Locator, words: str) -> None:
        """Type into a field key by key, go on to the next, and see the page save it by itself.

        A save of the half of it may come before, on a busy machine: the one that holds all the
        words is waited for.
        """

        def holds_them(response: Response) -> bool:
            request = response.request
            return request.method == "POST" and words.encode() in (request.post_data_buffer or b"")

        with self.visitor.page.expect_response(holds_them) as answer:
            control.click()
            control.press_sequentially(words, delay=PACE)
            control.press("Tab")
        assert answer.value.ok
        self.wait_until_saved()

    def wait_until_saved(self) -> None:
        """Wait for the page to say by itself that what changed is kept."""
        state = "#w-autosave-indicator .w-autosave-indicator__state--saved"
        # Longer than Wagtail lets pass between a change and its saving.
        self.visitor.page.wait_for_timeout(1_500)
        expect(self.visitor.page.locator(state)).to_be_visible(timeout=15_000)

    def add_block(self, name: str, kind: str = "") -> Locator:
        """Add a block at the end of a stream and return it; `kind` chooses among several."""
        stream = self.field(name)
        stream.locator(".c-sf-add-button").last.click()
        if kind:
            self.visitor.page.get_by_role("option", name=kind, exact=True).click()
        return stream.locator("[data-streamfield-child]").last

    def write(self, block: Locator, paragraphs: list[str]) -> None:
        """Write rich text as if pasted, a paragraph after the other."""
        block.locator("[contenteditable=true]").click()
        keyboard = self.visitor.page.keyboard
        for place, paragraph in enumerate(paragraphs):
            if place:
                keyboard.press("Enter")
            keyboard.insert_text(paragraph)

    def upload(self, name: str, chooser: str, file: Path, **said: str) -> None:
        """Choose a new image or document: upload it in the dialogue, with what is said of it."""
        page = self.visitor.page
        self.field(name).get_by_role("button", name="Choose a").first.click()
        dialogue = page.locator(".modal-content")
        dialogue.get_by_role("tab", name="Upload").click()
        dialogue.locator(f"#id_{chooser}-chooser-upload-file").set_input_files(file)
        for field, value in said.items():
            control = dialogue.locator(f"#id_{chooser}-chooser-upload-{field}")
            if field == "language":
                control.select_option(value)
            else:
                control.fill(value)
        dialogue.locator("button[type=submit]").last.click()
        expect(dialogue).to_be_hidden()

    def preview(self) -> FrameLocator:
        page = self.visitor.page
        page.get_by_role("button", name="Toggle preview").click()
        return page.frame_locator("#w-preview-iframe")

    def publish(self) -> int:
        """Publish the page and return its primary key."""
        return self.press("publish")

    def submit(self) -> int:
        """Ask somebody else to approve the page; return its primary key."""
        return self.press("submit")

    def press(self, action: str) -> int:
        page = self.visitor.page
        page.get_by_role("button", name="More actions").click()
        page.locator(f"[name=action-{action}]").click()
        message = page.locator(".messages .success")
        expect(message).to_be_visible()
        edit = message.get_by_role("link", name="Edit").get_attribute("href") or ""
        return int(edit.strip("/").split("/")[2])
