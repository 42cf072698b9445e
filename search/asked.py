"""What the address of a search asks for: the words, the number of the page, the order."""

import re

from django.http import HttpRequest, QueryDict

from search.contract import MOST
from search.text import LONGEST_QUERY

PER_PAGE = 10
CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f]+")


def words(request: HttpRequest) -> str:
    return CONTROL_CHARACTERS.sub(" ", request.GET.get("q", ""))[:LONGEST_QUERY].strip()


def number(asked: QueryDict) -> int:
    """Return the number of the page that is asked for; the first when it is none."""
    said = asked.get("page", "")
    if not (said.isascii() and said.isdigit()):
        return 1
    return min(max(1, int(said[:9])), last(MOST))


def last(total: int) -> int:
    """Return the number of the last page of so many results."""
    return max(1, -(-min(total, MOST) // PER_PAGE))


def is_newest_first(asked: QueryDict) -> bool:
    return asked.get("sort") == "newest"
