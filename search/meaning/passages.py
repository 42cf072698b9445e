"""Which pieces of a page are read for what they mean."""

from collections.abc import Iterator

from search.models import Entry

# The model reads some 500 tokens; what is said in fewer is told apart better.
LENGTH = 600
MOST = 8


def passages_of(entry: Entry) -> Iterator[str]:
    """Yield the first passages of a page, each under its title."""
    text = " ".join(entry.text.split())
    for start in range(0, max(1, min(len(text), MOST * LENGTH)), LENGTH):
        yield f"{entry.title}. {text[start : start + LENGTH]}".strip()
