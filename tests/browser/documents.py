"""Pages as a machine reads them: over plain HTTP, for their language, links and anchors."""

import urllib.request
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments: object, **options: object) -> None:
        return None


# Neither proxies nor redirects: the answer of this server, as it is.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect)


class Reader(HTMLParser):
    """Collects the attributes of every element, by its name."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@dataclass(frozen=True)
class Answer:
    url: str
    status: int
    headers: Message
    body: bytes

    @cached_property
    def html(self) -> Reader:
        reader = Reader()
        reader.feed(self.body.decode())
        return reader

    @property
    def is_html(self) -> bool:
        return self.headers.get_content_type() == "text/html"

    @cached_property
    def anchors(self) -> set[str]:
        return {attributes["id"] for _, attributes in self.html.elements if "id" in attributes}

    @property
    def links(self) -> list[str]:
        """Every address the page names, whole: where it leads, and what it is made of."""
        found = []
        for _, attributes in self.html.elements:
            found += [attributes[name] for name in ("href", "src", "action") if name in attributes]
            for each in filter(None, attributes.get("srcset", "").split(", ")):
                found.append(each.split()[0])
        return [urljoin(self.url, link) for link in found]

    @property
    def alternates(self) -> dict[str, str]:
        return {
            link["hreflang"]: link["href"]
            for link in self.html.named("link")
            if link.get("rel") == "alternate" and "hreflang" in link
        }


@dataclass
class Bookshelf:
    """Answers of the server, each address asked for once."""

    answers: dict[str, Answer] = field(default_factory=dict)

    def get(self, url: str) -> Answer:
        url = urldefrag(url).url
        if url not in self.answers:
            self.answers[url] = fetch(url)
        return self.answers[url]


def fetch(url: str) -> Answer:
    try:
        with OPENER.open(url, timeout=30) as response:
            return Answer(url, response.status, response.headers, response.read())
    except HTTPError as error:
        with error:
            return Answer(url, error.code, error.headers, error.read())
