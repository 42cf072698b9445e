"""Which pages are public: the only place that says it.

Every list, menu, feed, sitemap, link, related block and search result of the public site starts
from `PublicQuerySet.public_pages`; the address of a page is answered by `servable_pages`. Both ask
the database at the moment of the request, so that a restriction acts on the next one.
"""

from typing import Self

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet


def restricted(path: str) -> Exists:
    """Return the condition that a view restriction stands on the page at `path` or above it."""
    return Exists(
        PageViewRestriction.objects.annotate(
            visible_path=Substr(OuterRef(path), 1, Length("page__path"))
        ).filter(page__path=F("visible_path"))
    )


class PublicQuerySet(PageQuerySet):
    def servable_pages(self) -> Self:
        """Published and unrestricted, here and where an alias copies from: may be read."""
        return self._open_pages().exclude(self._alias_of_restricted())

    def public_pages(self) -> Self:
        """Servable and an original: may be listed, linked, indexed and found."""
        return self._open_pages().filter(alias_of__isnull=True)

    def _open_pages(self) -> Self:
        # The root of the tree, at depth 1, is nobody's page.
        return self.live().filter(depth__gt=1).exclude(restricted("path"))

    @staticmethod
    def _alias_of_restricted() -> Q:
        return Q(alias_of__isnull=False) & Q(restricted("alias_of__path"))


PublicManager = PageManager.from_queryset(PublicQuerySet)


def public_pages(model: type[Page] = Page, language: str | None = None) -> PublicQuerySet:
    """Return the public pages of `model`, in tree order; only those of `language` when given."""
    pages = model.objects.all()
    if not isinstance(pages, PublicQuerySet):
        pages = PublicQuerySet(model)
    pages = pages.public_pages().order_by("path")
    return pages.filter(locale__language_code=language) if language else pages
