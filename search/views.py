"""The search page: what the visitor asked, what answers it, and ways out when nothing does.

Beside it the same answer as a feed, and pages for whoever is still typing.
"""

from typing import Any

from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.feeds import ENTRIES, pages_feed
from core.models import Topic
from core.querysets import public_pages
from core.terms import in_use
from library.models import LibraryIndexPage
from search import misses
from search.asked import PER_PAGE, found_on_page, is_newest_first, words
from search.facets import NARROWING, address, chosen_in, facets, filters, ordering, scopes, years
from search.queries import Found, Shown, complete, find
from search.results import hits, picks
from search.suggestions import meant
from web.languages import language

SUGGESTED = 7
# What a form of filters keeps of the address that it stands at.
KEPT = ("q", "language", "sort", "exact")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query, asked = words(request), request.GET.copy()
    found, results = _found(asked, query)
    suggestion = "" if found.pinned else meant(found)
    if suggestion:
        # What was typed stands nowhere: what was meant is shown, and can be undone.
        asked["q"] = suggestion
        found, results = _found(asked, suggestion)
    context = {
        "query": query,
        # Every address of the page says what is shown on it.
        "asked": asked,
        "results": results,
        "total": found.total,
        "hits": hits(found.shown, request),
        "nearly": hits(found.nearly, request),
        "is_like": bool(found.by_words),
        "picks": picks(found.pinned, request),
        "is_reduced": found.is_reduced,
        "suggestion": suggestion,
        "as_typed": address(asked, q=[query], exact=["1"]),
        "is_in_every_language": True,
    }
    if query:
        context |= _narrowing(asked, found)
    if query and not found.by_words:
        context |= _ways_out()
        if not (found.pinned or context["is_narrowed"]):
            misses.note(query, translation.get_language())
    return render(request, "search/search.html", context)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Answer with what a search finds, the newest first."""
    query, code = words(request), translation.get_language()
    if not query:
        raise Http404
    found = find(
        query, code, chosen_in(request.GET), size=ENTRIES, newest_first=True, loosely=False
    )
    pages = public_pages().specific().in_bulk([each.entry.pk for each in found.shown])
    said = request.GET.urlencode()
    return pages_feed(
        request,
        title=_("Search: %(query)s") % {"query": query},
        subtitle="",
        link=f"{reverse('search')}?{said}",
        feed_url=f"{reverse('search_feed')}?{said}",
        language=code,
        pages=[pages[each.entry.pk] for each in found.shown if each.entry.pk in pages],
    )


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Answer with pages that have the words typed so far."""
    found = complete(words(request), translation.get_language(), size=SUGGESTED)
    return JsonResponse({"pages": [_suggested(each, request) for each in found]})


def _found(asked: QueryDict, query: str) -> tuple[Found, Page]:
    def found(start: int) -> Found:
        return find(
            query,
            translation.get_language(),
            chosen_in(asked),
            start=start,
            size=PER_PAGE,
            newest_first=is_newest_first(asked),
            loosely="exact" not in asked,
        )

    return found_on_page(asked, found)


def _narrowing(asked: QueryDict, found: Found) -> dict[str, Any]:
    """Return what the results may be narrowed by, sorted by and followed by."""
    return {
        "scopes": scopes(asked, found.facets, found.total),
        "facets": facets(asked, found.facets),
        "years": years(asked, found.facets),
        "filters": filters(asked),
        "kept": [(name, value) for name in KEPT for value in asked.getlist(name) if value],
        "everything": address(asked, **dict.fromkeys(NARROWING, ())),
        "is_narrowed": bool(chosen_in(asked)),
        **ordering(asked),
        "feed": reverse("search_feed") + address(asked, sort=(), exact=()),
    }


def _ways_out() -> dict[str, Any]:
    """Return where else to look: under the topics of the library."""
    code = translation.get_language()
    return {
        "library": public_pages(LibraryIndexPage, code).first(),
        "topics": in_use(Topic).named(code),
    }


def _suggested(shown: Shown, request: HttpRequest) -> dict[str, str]:
    entry = shown.entry
    spoken = language(entry.language)
    return {
        "title": entry.title,
        "url": entry.page.get_url(request),
        "kind": capfirst(entry.kind_label),
        "lang": spoken.tag,
        "dir": spoken.direction,
    }
