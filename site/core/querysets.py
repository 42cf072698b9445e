"""Which pages are public: the only place that says it.

Every list, menu, feed, sitemap, link, related block and search result of the public site starts
from `PublicQuerySet.public_pages`; the address of a page is answered by `servable_pages`. Both ask
the database at the moment of the request, for the time too, so that a restriction, an expiry or a
move acts on the next one, whoever or whatever brought it about.
"""

from typing import Self

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet


def stands_over(path: str, marks: QuerySet, mark: str) -> Exists:
    """Return the condition that one of `marks` stands on the page at `path` or above it.

    `mark` names the place in the tree of each of them. Nothing else knows how a place is written.
    """
    head = Substr(OuterRef(path), 1, Length(mark))
    return Exists(marks.annotate(head=head).filter(**{mark: F("head")}))


def restricted(prefix: str = "") -> Q:
    """Return the condition that a restriction stands on or above the page, in any language."""
    # From the row to its translations, which an index finds: never over all pages of the site.
    translations = Page.objects.filter(translation_key=OuterRef(f"{prefix}translation_key"))
    restrictions = PageViewRestriction.objects.all()
    return Q(Exists(translations.filter(stands_over("path", restrictions, "page__path"))))


def over(prefix: str = "") -> Q:
    """Return the condition that the day has passed on which the page was to go."""
    return Q(**{f"{prefix}expire_at__lte": timezone.now()})


def closed_aliases() -> QuerySet[Page]:
    """Return the aliases of what may not be read: never more public than where they copy from."""
    # Not “is not null”, for which SQLite would read every page.
    aliases = Page.objects.filter(alias_of__gt=0)
    return aliases.filter(Q(alias_of__live=False) | over("alias_of__") | restricted("alias_of__"))


class PublicQuerySet(PageQuerySet):
    def servable_pages(self) -> Self:
        """Published, not over, unrestricted, and no copy of, or below one of, what is not."""
        # The root of the tree, at depth 1, is nobody's page.
        return (
            self.live()
            .filter(depth__gt=1)
            .exclude(over())
            .exclude(restricted())
            .exclude(stands_over("path", closed_aliases(), "path"))
        )

    def public_pages(self) -> Self:
        """Servable and an original: may be listed, linked, indexed and found."""
        return self.servable_pages().filter(alias_of__isnull=True)

    def listed_in(self, locale_id: int) -> Self:
        """Public, and in this language; what is not in it, in the language it was first in.

        Each page once, whatever it is translated into: its cards say which language it is in.
        """
        others = (
            Page.objects.filter(translation_key=OuterRef("translation_key"), live=True)
            .filter(alias_of__isnull=True)
            .exclude(over())
        )
        preferred = others.filter(Q(locale_id=locale_id) | Q(pk__lt=OuterRef("pk")))
        here = Q(locale_id=locale_id)
        return self.public_pages().filter(here | ~Exists(preferred)).select_related("locale")

    def children_in_any_language(self, page: Page) -> Self:
        """Return the pages directly below a page or one of its translations."""
        parents = Page.objects.filter(translation_key=page.translation_key).values("path")
        above = Substr("path", 1, Length("path") - Page.steplen)
        return self.alias(above=above).filter(above__in=parents)


PublicManager = PageManager.from_queryset(PublicQuerySet)


def public_pages(model: type[Page] = Page, language: str | None = None) -> PublicQuerySet:
    """Return the public pages of `model`, in tree order; only those of `language` when given."""
    pages = model.objects.all()
    if not isinstance(pages, PublicQuerySet):
        pages = PublicQuerySet(model)
    pages = pages.public_pages().order_by("path")
    return pages.filter(locale__language_code=language) if language else pages
