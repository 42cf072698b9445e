"""A browser that tells: every request, and everything a page complained of."""

from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

# The event says which directive; the console says the same in prose, once more.
TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  tellViolation(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});
"""
WIDE, NARROW, NARROWEST = 1440, 390, 320


@dataclass
class Watch:
    """What a browser context asked for, and what went wrong in it, told with the page's address."""

    origin: str
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def over(cls, context: BrowserContext, origin: str) -> Self:
        watch = cls(origin)
        context.on("request", watch.requests.append)
        context.on("console", watch.hear)
        context.on("weberror", lambda error: watch.complain(error.page, f"{error.error}"))
        context.expose_binding("tellViolation", watch.see_violation)
        context.add_init_script(TELL_VIOLATIONS)
        return watch

    @property
    def elsewhere(self) -> list[str]:
        """The addresses asked for that are not this server's."""
        urls = [request.url for request in self.requests]
        return [url for url in urls if not is_of(url, self.origin)]

    def complain(self, page: Page | None, what: str) -> None:
        self.complaints.append(f"{page.url if page else ''}: {what}")

    def hear(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        # Chromium reports the status of the page itself, which the test asks about.
        source = message.location["url"]
        if message.page and source == message.page.url and "status of 404" in message.text:
            return
        self.complain(message.page, f"{message.type}: {message.text}")

    def see_violation(self, source: dict[str, Any], told: str) -> None:
        self.complain(source["page"], f"content security policy: {told}")


def is_of(url: str, origin: str) -> bool:
    """Say whether an address is of this origin, or of none: `data:` and `blob:` ask nobody."""
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about") or f"{parts.scheme}://{parts.netloc}" == origin


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))
