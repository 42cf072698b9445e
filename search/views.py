"""The search page: what the visitor asked, what answers it, and ways out when nothing does."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from core.models import Topic
from core.querysets import public_pages
from core.terms import in_use
from library.models import LibraryIndexPage
from search.contract import MOST
from search.excerpts import excerpt, mark
from search.queries import Shown, find
from search.text import LONGEST_QUERY
from web.languages import Language, language

PER_PAGE = 10
CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True)
class Hit:
    """A page that was found, as the list shows it; `title` and `excerpt` are HTML."""

    title: SafeString
    url: str
    kind: str
    excerpt: SafeString
    date: dt.date | None
    language: Language


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = CONTROL_CHARACTERS.sub(" ", request.GET.get("q", ""))[:LONGEST_QUERY].strip()
    code = translation.get_language()
    number = _number(request.GET.get("page"))
    found = find(query, code, start=(number - 1) * PER_PAGE, size=PER_PAGE)
    if found.total and not found.shown:
        # Beyond the last page: the last one is shown.
        number = _last(found.total)
        found = find(query, code, start=(number - 1) * PER_PAGE, size=PER_PAGE)
    context = {
        "query": query,
        "results": Paginator(range(min(found.total, MOST)), PER_PAGE).get_page(number),
        "hits": [_hit(each, request) for each in found.shown],
        "total": found.total,
        "nearly": [_hit(each, request) for each in found.nearly],
        "is_reduced": found.is_reduced,
        "is_in_every_language": True,
    }
    if query and not (found.total or found.nearly):
        context |= _ways_out(code)
    return render(request, "search/search.html", context)


def _number(said: str | None) -> int:
    """Return the number of the page that is asked for; the first when it is none."""
    if not (said and said.isascii() and said.isdigit()):
        return 1
    return min(max(1, int(said[:9])), _last(MOST))


def _last(total: int) -> int:
    return max(1, -(-min(total, MOST) // PER_PAGE))


def _hit(shown: Shown, request: HttpRequest) -> Hit:
    entry, terms = shown.entry, shown.terms
    return Hit(
        title=mark(entry.title, terms, entry.language),
        url=entry.page.get_url(request),
        kind=entry.kind_label,
        excerpt=excerpt(entry.text, terms, entry.language),
        date=entry.date,
        language=language(entry.language),
    )


def _ways_out(code: str) -> dict[str, Any]:
    """Return where else to look: under the topics of the library."""
    return {
        "library": public_pages(LibraryIndexPage, code).first(),
        "topics": in_use(Topic).named(code),
    }
