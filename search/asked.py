"""What the address of a search asks for: the words, the number of the page, the order."""

import re
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict

from search.contract import MOST
from search.text import LONGEST_QUERY

PER_PAGE = 10
CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f]+")


class Found(Protocol):
    """What a search has found: so many in all, and those that are shown."""

    @property
    def total(self) -> int: ...

    @property
    def shown(self) -> Sequence[object]: ...


F = TypeVar("F", bound=Found)


def words(request: HttpRequest) -> str:
    return CONTROL_CHARACTERS.sub(" ", request.GET.get("q", ""))[:LONGEST_QUERY].strip()


def found_on_page(asked: QueryDict, find: Callable[[int], F]) -> tuple[F, Page[int]]:
    """Return what is found for the page that is asked for, and the page; beyond them, the last."""
    found = find(_start(number := _number(asked)))
    if found.total and not found.shown:
        found = find(_start(number := _last(found.total)))
    return found, Paginator(range(min(found.total, MOST)), PER_PAGE).get_page(number)


def _start(number: int) -> int:
    return (number - 1) * PER_PAGE


def _number(asked: QueryDict) -> int:
    """Return the number of the page that is asked for; the first when it is none."""
    said = asked.get("page", "")
    if not (said.isascii() and said.isdigit()):
        return 1
    return min(max(1, int(said[:9])), _last(MOST))


def _last(total: int) -> int:
    """Return the number of the last page of so many results."""
    return max(1, -(-min(total, MOST) // PER_PAGE))


def is_newest_first(asked: QueryDict) -> bool:
    return asked.get("sort") == "newest"
