"""The indexes there are in Elasticsearch: that of the site, and that of the spaces."""

from collections.abc import Iterator

from search.elastic.mirror import Mirror
from search.elastic.pages import PAGES
from search.spaces.mirror import SPACES

# By what they hold.
MIRRORS = {"sets": PAGES, "spaces": SPACES}


def configured() -> Iterator[tuple[str, Mirror]]:
    return ((name, each) for name, each in MIRRORS.items() if each.index.is_configured)
