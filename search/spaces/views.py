"""The search of a space: what a member asked, and what of the space answers it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from coalitions.doors import READ_ONLY, space
from coalitions.models import Membership
from coalitions.views.frame import show
from search.asked import PER_PAGE, found_on_page, is_newest_first, words
from search.contract import Chosen
from search.facets import address, among, ordering
from search.models import SpaceKind
from search.spaces.queries import FoundInSpace, find_in
from search.spaces.results import hits

KINDS: dict[str, str | Promise] = {
    SpaceKind.DRAFT: _("Drafts"),
    SpaceKind.PAGE: _("Pages that editors share"),
    SpaceKind.COMMENT: _("Comments"),
    SpaceKind.FILE: _("Files"),
}


@dataclass(frozen=True)
class Kind:
    """A kind of what was found, or all of them; how many there are, and where."""

    label: str | Promise
    count: int
    address: str
    is_chosen: bool


@space(methods=READ_ONLY)
def search_space(request: HttpRequest, member: Membership) -> HttpResponse:
    query, asked = words(request), request.GET

    def find(start: int) -> FoundInSpace:
        return find_in(
            member,
            query,
            get_language(),
            Chosen(kind=among(asked, "kind", KINDS)),
            start=start,
            size=PER_PAGE,
            newest_first=is_newest_first(asked),
        )

    found, results = found_on_page(asked, find)
    context: dict[str, Any] = {
        "query": query,
        "asked": asked,
        "results": results,
        "total": found.total,
        "hits": hits(found.shown, found.question),
        "nearly": hits(found.nearly, found.loose or found.question),
        "kinds": list(_kinds(asked, found.counts)),
        **ordering(asked),
    }
    return show(request, member, "search", **context)


def _kinds(asked: QueryDict, counts: Mapping[str, int]) -> Iterator[Kind]:
    """Yield the kinds of what was found, all of them first; nothing where there is but one."""
    chosen = among(asked, "kind", KINDS)
    known = [kind for kind in KINDS if kind in counts or kind in chosen]
    if len(known) < 2 and not chosen:
        return
    yield Kind(_("Everything"), sum(counts.values()), address(asked, kind=()), not chosen)
    for kind in known:
        url = address(asked, kind=[kind])
        yield Kind(KINDS[kind], counts.get(kind, 0), url, kind in chosen)
