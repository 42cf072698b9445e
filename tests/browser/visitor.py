"""A visitor whose browser tells: every request, and everything a page complained of."""

from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    WebError,
)

TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  tellViolation(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});
"""


@dataclass
class Visitor:
    """One tab, what it asked for, and what went wrong in it, told with the address of the page."""

    page: Page
    origin: str
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, context: BrowserContext, origin: str) -> Self:
        visitor = cls(context.new_page(), origin)
        context.on("request", visitor._see_request)
        context.on("console", visitor._hear)
        context.on("weberror", visitor._see_error)
        context.expose_binding("tellViolation", visitor._see_violation)
        context.add_init_script(TELL_VIOLATIONS)
        return visitor

    def go(self, path: str) -> Response:
        response = self.page.goto(path)
        assert response, f"{path} did not answer"
        return response

    def click_through(self, link: Locator) -> None:
        """Click a link, and wait for the page it leads to: a busy machine takes its time."""
        with self.page.expect_navigation():
            link.click()

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def elsewhere(self) -> list[str]:
        """The addresses asked for that are not this server's; `data:` and `blob:` ask nobody."""
        return [
            request.url
            for request in self.requests
            if not request.url.startswith((f"{self.origin}/", "data:", f"blob:{self.origin}/"))
        ]

    @property
    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        root = "document.documentElement"
        return int(self.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))

    def kinds(self) -> list[str]:
        """What was asked for, by kind: “document”, “stylesheet”, “font”, “image”…"""
        return [request.resource_type for request in self.requests]

    def forgive(self, words: str) -> None:
        """Forget the complaints that have these words: call it last, when all have been told."""
        self.complaints = [each for each in self.complaints if words not in each]

    def _see_request(self, request: Request) -> None:
        self.requests.append(request)

    def _complain(self, page: Page | None, what: str) -> None:
        self.complaints.append(f"{page.url if page else 'no page'}: {what}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        page = message.page
        # Chromium tells the status of the page itself; tests ask for it where it matters.
        is_own_status = page and message.location["url"] == page.url
        if not (is_own_status and "responded with a status of" in message.text):
            self._complain(page, f"{message.type}: {message.text}")

    def _see_error(self, error: WebError) -> None:
        self._complain(error.page, f"{error.error}")

    def _see_violation(self, source: dict[str, Any], told: str) -> None:
        self._complain(source["page"], f"content security policy: {told}")
