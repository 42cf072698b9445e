"""The search page: what the visitor asked, what answers it, and ways out when nothing does."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from core.models import Topic
from core.querysets import public_pages
from core.terms import in_use
from library.models import LibraryIndexPage
from search.excerpts import excerpt, mark
from search.models import Entry
from search.queries import find
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


@dataclass(frozen=True)
class OtherLanguage:
    language: Language
    count: int
    url: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = CONTROL_CHARACTERS.sub(" ", request.GET.get("q", ""))[:LONGEST_QUERY].strip()
    code = translation.get_language()
    found = find(query, code)
    paginator: Paginator[Any] = Paginator(
        found,  # type: ignore[arg-type] # it has a length and slices: all a paginator asks of it
        PER_PAGE,
    )
    results = paginator.get_page(request.GET.get("page"))
    results.object_list = [_hit(entry, found.terms, request) for entry in results.object_list]
    context = {
        "query": query,
        "results": results,
        "total": found.total,
        "matched_any": found.matched_any,
        "is_reduced": found.is_reduced,
        "is_in_every_language": True,
    }
    if query and not found.total:
        context |= _ways_out(query, code)
    return render(request, "search/search.html", context)


def _hit(entry: Entry, terms: Iterable[str], request: HttpRequest) -> Hit:
    wanted, spoken = frozenset(terms), entry.locale.language_code
    return Hit(
        title=mark(entry.title, wanted, spoken),
        url=entry.page.get_url(request),
        kind=entry.kind_label,
        excerpt=excerpt(entry.text, wanted, spoken),
        date=entry.date,
        language=language(spoken),
    )


def _ways_out(query: str, code: str) -> dict[str, Any]:
    """Return where else to look: in other languages, and under the topics of the library."""
    elsewhere = {
        other: find(query, other, every_word=True).total
        for other, _name in settings.LANGUAGES
        if other != code
    }
    library = public_pages(LibraryIndexPage, code).first()
    return {
        "other_languages": [
            OtherLanguage(language(other), count, _address(query, other))
            for other, count in elsewhere.items()
            if count
        ],
        "library": library,
        "topics": in_use(Topic).named(code),
    }


def _address(query: str, code: str) -> str:
    with translation.override(code):
        return f"{reverse('search')}?{urlencode({'q': query})}"
