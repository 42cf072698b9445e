"""The versions of a draft: the list, one of them, two side by side."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coalitions.doors import READ_ONLY, space
from coalitions.draft_forms import VersionForm
from coalitions.forms import saved
from coalitions.models import Draft, Membership
from coalitions.office.outgoing import formats_for
from coalitions.permissions import May
from coalitions.services import writing as services
from coalitions.text.comparing import Comparison
from coalitions.text.comparing import compare as compare_texts
from coalitions.text.html import html
from coalitions.text.reading import trusted
from coalitions.views.drafts import draft_of, numbered, version_of
from coalitions.views.frame import show
from coalitions.views.handing import handed
from web.templatetags.words import number as in_figures

A_PAGE = 50


@space(methods=READ_ONLY)
def versions(request: HttpRequest, member: Membership, draft_id: UUID) -> HttpResponse:
    return _list(request, member, draft_of(member, draft_id), VersionForm())


@space(May.WRITE, methods="POST")
def save_version(request: HttpRequest, member: Membership, draft_id: UUID) -> HttpResponse:
    draft = draft_of(member, draft_id, May.WRITE)
    form = VersionForm(request.POST)
    if saved(form, lambda: services.save_version(by=member, draft=draft, **form.cleaned_data)):
        messages.success(request, _("The version is saved."))
        return redirect("spaces:versions", member.coalition_id, draft_id)
    return _list(request, member, draft, form)


@space(methods=READ_ONLY)
def version(request: HttpRequest, member: Membership, draft_id: UUID, number: int) -> HttpResponse:
    found = version_of(member, draft_id, number)
    text = trusted(found.document)
    context: dict[str, Any] = {
        "draft": found.draft,
        "version": found,
        "text": html(text),
        "formats": formats_for(text),
        "handover": handed(found),
    }
    return show(request, member, "version", **context)


@space(May.WRITE, methods="POST")
def restore(request: HttpRequest, member: Membership, draft_id: UUID, number: int) -> HttpResponse:
    services.restore(by=member, version=version_of(member, draft_id, number, May.WRITE))
    messages.success(request, _("The draft is what it was then. What it was before is a version."))
    return redirect("spaces:draft", member.coalition_id, draft_id)


@space(methods=READ_ONLY)
def compare(request: HttpRequest, member: Membership, draft_id: UUID) -> HttpResponse:
    """Show two versions side by side: by default the last one and the one before."""
    draft = draft_of(member, draft_id)
    listed = list(draft.versions.for_lists())
    newest = [each.number for each in listed]
    numbers = [
        _chosen(request.GET.get(name), newest, default)
        for name, default in (("from", newest[min(1, len(newest) - 1)]), ("to", newest[0]))
    ]
    old, new = (numbered(draft, number) for number in numbers)
    comparison = compare_texts(trusted(old.document), trusted(new.document))
    context: dict[str, Any] = {
        "draft": draft,
        "versions": listed,
        "choices": [("from", _("From"), old), ("to", _("To"), new)],
        "comparison": comparison,
        "summary": list(_summary(comparison)),
    }
    return show(request, member, "compare", **context)


def _list(
    request: HttpRequest, member: Membership, draft: Draft, form: VersionForm
) -> HttpResponse:
    results = Paginator(draft.versions.for_lists(), A_PAGE).get_page(request.GET.get("page"))
    return show(request, member, "versions", draft=draft, results=results, form=form)


def _summary(comparison: Comparison) -> Iterator[str]:
    """Yield what changed, in numbers; nothing, where nothing did."""
    counts = comparison.counts
    if not counts["changes"]:
        return
    said = ngettext("%(number)s change", "%(number)s changes", counts["changes"])
    yield said % {"number": in_figures(counts["changes"])}
    for name, label in (
        ("added", _("words added: %(number)s")),
        ("removed", _("words removed: %(number)s")),
        ("moved", _("passages moved: %(number)s")),
    ):
        if counts[name]:
            yield label % {"number": in_figures(counts[name])}


def _chosen(said: str | None, known: list[int], default: int) -> int:
    if not said:
        return default
    if not said.isdecimal() or int(said) not in known:
        raise Http404
    return int(said)
