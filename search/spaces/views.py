"""The search of a space: what a member asked, and what of the space answers it."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from coalitions.doors import READ_ONLY, space
from coalitions.models import Membership
from coalitions.views.frame import show
from search.asked import PER_PAGE, is_newest_first, last, words
from search.asked import number as number_in
from search.contract import MOST, Chosen
from search.facets import address, among
from search.models import SpaceKind
from search.spaces.queries import FoundInSpace, find_in
from search.spaces.results import hits

KINDS: dict[str, str | Promise] = {
    SpaceKind.DRAFT: _("Drafts"),
    SpaceKind.PAGE: _("Pages that editors share"),
    SpaceKind.COMMENT: _("Comments"),
    SpaceKind.FILE: _("Files"),
}


@space(methods=READ_ONLY)
def search_space(request: HttpRequest, member: Membership) -> HttpResponse:
    query, asked = words(request), request.GET
    number = number_in(asked)
    found = _found(member, asked, query, number)
    if found.total and not found.shown:
        number = last(found.total)
        found = _found(member, asked, query, number)
    context: dict[str, Any] = {
        "query": query,
        "asked": asked,
        "results": Paginator(range(min(found.total, MOST)), PER_PAGE).get_page(number),
        "total": found.total,
        "hits": hits(found.shown, found.question),
        "nearly": hits(found.nearly, found.loose or found.question),
        "kinds": list(_kinds(asked, found)),
        "is_newest_first": is_newest_first(asked),
        "best_first": address(asked, sort=()),
        "newest_first": address(asked, sort=["newest"]),
    }
    return show(request, member, "search", **context)


def _found(member: Membership, asked: QueryDict, query: str, number: int) -> FoundInSpace:
    return find_in(
        member,
        query,
        get_language(),
        Chosen(kind=among(asked, "kind", KINDS)),
        start=(number - 1) * PER_PAGE,
        size=PER_PAGE,
        newest_first=is_newest_first(asked),
    )


def _kinds(asked: QueryDict, found: FoundInSpace) -> Iterator[dict[str, Any]]:
    """Yield the kinds of what was found, all of them first; nothing where there is but one."""
    chosen = among(asked, "kind", KINDS)
    known = [kind for kind in KINDS if kind in found.counts or kind in chosen]
    if len(known) < 2 and not chosen:
        return
    yield _kind(_("Everything"), sum(found.counts.values()), address(asked, kind=()), not chosen)
    for kind in known:
        number = found.counts.get(kind, 0)
        yield _kind(KINDS[kind], number, address(asked, kind=[kind]), kind in chosen)


def _kind(label: Any, count: int, url: str, is_chosen: bool) -> dict[str, Any]:
    return {"label": label, "count": count, "address": url, "is_chosen": is_chosen}
