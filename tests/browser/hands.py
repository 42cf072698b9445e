"""How a person uses a page: with a pointer, or with the keyboard alone; in a language."""

from dataclasses import dataclass

from django.utils import translation
from playwright.sync_api import Locator

from tests.browser.visitor import Visitor

MOST_TABS = 150


@dataclass(frozen=True)
class Hands:
    """Fields are found by their names, and what is pressed by what it says in the language."""

    visitor: Visitor
    language: str
    by_keyboard: bool = False

    def said(self, words: str) -> str:
        """Return what the interface says in the language of whoever is at it."""
        with translation.override(self.language):
            return translation.gettext(words)

    def field(self, name: str) -> Locator:
        return self.visitor.page.locator(f"main [name={name}]:visible").first

    def press(self, words: str) -> None:
        """Press the button that says it, and wait for the page that answers."""
        button = self.visitor.page.get_by_role("button", name=self.said(words), exact=True).first
        self._through(button)

    def follow(self, words: str, *, exact: bool = True) -> None:
        link = self.visitor.page.get_by_role("link", name=self.said(words), exact=exact)
        self._through(link.first)

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self._write(self.field(name), value)

    def write(self, label: str, value: str) -> None:
        """Fill the field that is called so."""
        self._write(self.visitor.page.get_by_label(self.said(label)), value)

    def check(self, label: str) -> None:
        """Tick the box that is called so."""
        self._check(self.visitor.page.get_by_label(self.said(label)))

    def choose(self, name: str, value: str) -> None:
        """Choose in a list; with the keyboard by its arrows."""
        if not self.by_keyboard:
            self.field(name).select_option(value)
            return
        self.reach(self.field(name))
        values = self.field(name).evaluate("each => [...each.options].map((one) => one.value)")
        now = values.index(self.field(name).input_value())
        key = "ArrowDown" if values.index(value) > now else "ArrowUp"
        for _ in range(abs(values.index(value) - now)):
            self.visitor.page.keyboard.press(key)
        assert self.field(name).input_value() == value

    def tick(self, name: str, value: str = "") -> None:
        """Tick a box, or choose one of several by its value."""
        chosen = f"[value='{value}']" if value else ""
        box = self.visitor.page.locator(f"main [name={name}]{chosen}")
        if self.by_keyboard and box.get_attribute("type") == "radio":
            self._choose_radio(name, box)
        else:
            self._check(box)
        assert box.is_checked()

    def activate(self, there: Locator) -> None:
        if self.by_keyboard:
            self._press_at(there, "Enter")
        else:
            there.click()

    def reach(self, there: Locator) -> None:
        """Go there by the Tab key, as whoever has no pointer does."""
        element = there.element_handle()
        for _ in range(MOST_TABS):
            if self.visitor.page.evaluate("each => each === document.activeElement", element):
                return
            self.visitor.page.keyboard.press("Tab")
        raise AssertionError(f"{there} is not reached by the Tab key.")

    def _press_at(self, there: Locator, key: str) -> None:
        self.reach(there)
        self.visitor.page.keyboard.press(key)

    def _write(self, field: Locator, value: str) -> None:
        if self.by_keyboard:
            self.reach(field)
            self.visitor.page.keyboard.insert_text(value)
        else:
            field.fill(value)

    def _check(self, box: Locator) -> None:
        if self.by_keyboard:
            self._press_at(box, "Space")
        else:
            box.check()

    def _choose_radio(self, name: str, box: Locator) -> None:
        group = self.visitor.page.locator(f"main [name={name}]")
        chosen = group.and_(self.visitor.page.locator(":checked"))
        self._press_at(chosen.first if chosen.count() else group.first, "Space")
        for _ in range(group.count()):
            if box.is_checked():
                return
            self.visitor.page.keyboard.press("ArrowDown")

    def _through(self, there: Locator) -> None:
        with self.visitor.page.expect_navigation():
            self.activate(there)
