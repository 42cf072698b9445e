"""The page of a topic or a region: everything public about it, by kind, and its feed.

It exists in every language, as the idea does; what is not in the reader's is listed in its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from core.feeds import pages_feed
from core.models import Region, Topic
from core.models.base import PER_PAGE
from core.models.classified import Classified, classified_models
from core.models.taxonomy import Term, TermQuerySet
from core.querysets import PublicQuerySet, public_pages

SHOWN_PER_KIND = 4
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Shelf:
    """The pages of one kind about a term: how many there are, and the first of them."""

    key: str
    title: str
    count: int
    pages: list[Page]
    is_whole: bool
    is_in_cards: bool


def pages_about(term: Term, model: type[Classified], locale: Locale) -> PublicQuerySet:
    """Return the pages of a kind that are about a term, as the readers of a language see them."""
    pages = model.objects.filter(**{term.relation: term})
    return model.in_lists(pages.listed_in(locale.pk))


def page_of(model: type[Term]) -> View:
    @require_safe
    def view(request: HttpRequest, slug: str) -> HttpResponse:
        term, locale = _find(model, slug)
        shown = request.GET.get("show")
        if shown:
            return _one_shelf(request, term, locale, shown)
        shelves = [shelf for each in classified_models() if (shelf := _shelf(term, each, locale))]
        return render(request, "core/term_page.html", _context(term) | {"shelves": shelves})

    return view


def list_of(model: type[Term]) -> View:
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        terms = in_use(model).named(translation.get_language())
        context = {
            "title": model._meta.verbose_name_plural,
            "terms": terms,
            "is_in_every_language": True,
        }
        return render(request, "core/term_list.html", context)

    return view


def feed_of(model: type[Term]) -> View:
    @require_safe
    def view(request: HttpRequest, slug: str) -> HttpResponse:
        term, locale = _find(model, slug)
        about = (
            Q(pk__in=each.objects.filter(**{term.relation: term}).values("pk"))
            for each in classified_models()
        )
        pages = PublicQuerySet(Page).filter(reduce(or_, about)).listed_in(locale.pk)
        words = term.words_in(locale.language_code)
        return pages_feed(
            request,
            title=term.name,
            subtitle=words.summary if words else "",
            link=term.get_url(),
            feed_url=reverse(f"{model._meta.model_name}_feed", args=[term.slug]),
            language=locale.language_code,
            pages=pages.order_by("-first_published_at", "-pk").specific(),
        )

    return view


def in_use(model: type[Term]) -> TermQuerySet:
    """Return the terms that something public is about."""
    used = (
        Q(
            pk__in=public_pages(each)
            .filter(**{f"{model.relation}__isnull": False})
            .values(model.relation)
        )
        for each in classified_models()
    )
    return model.objects.filter(reduce(or_, used))


topic_page, topic_list, topic_feed = page_of(Topic), list_of(Topic), feed_of(Topic)
region_page, region_list, region_feed = page_of(Region), list_of(Region), feed_of(Region)


def _find(model: type[Term], slug: str) -> tuple[Term, Locale]:
    code = translation.get_language()
    term = get_object_or_404(model.objects.named(code), slug=slug)
    return term, get_object_or_404(Locale, language_code=code)


def _context(term: Term) -> dict[str, Any]:
    model = type(term)
    return {
        "title": term.name,
        "term": term,
        "words": term.words_in(translation.get_language()),
        "kind": model._meta.verbose_name,
        "list_title": model._meta.verbose_name_plural,
        "list_url": reverse(f"{model._meta.model_name}_list"),
        "feed_url": reverse(f"{model._meta.model_name}_feed", args=[term.slug]),
        "is_in_every_language": True,
    }


def _shelf(term: Term, model: type[Classified], locale: Locale) -> Shelf | None:
    pages = pages_about(term, model, locale)
    first = list(pages[: SHOWN_PER_KIND + 1])
    if not first:
        return None
    is_whole = len(first) <= SHOWN_PER_KIND
    return Shelf(
        key=model._meta.model_name,
        title=model._meta.verbose_name_plural,
        count=len(first) if is_whole else pages.count(),
        pages=first[:SHOWN_PER_KIND],
        is_whole=is_whole,
        is_in_cards=model.is_in_cards,
    )


def _one_shelf(request: HttpRequest, term: Term, locale: Locale, key: str) -> HttpResponse:
    model = next((each for each in classified_models() if each._meta.model_name == key), None)
    if model is None:
        raise Http404
    pages = pages_about(term, model, locale)
    context = _context(term) | {
        "results": Paginator(pages, PER_PAGE).get_page(request.GET.get("page")),
        "shelf_title": model._meta.verbose_name_plural,
        "is_in_cards": model.is_in_cards,
    }
    return render(request, "core/term_shelf.html", context)
