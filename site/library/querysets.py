"""Resources and statements in one list, whatever each of them is."""

from typing import Self

from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from wagtail.models import Page

from core.querysets import PublicQuerySet

# The kind of address that stands for statements, beside the kinds of resources.
STATEMENT = "statement"


class LibraryItems(PublicQuerySet):
    """Pages joined with the resource or statement each of them is: one query for both kinds."""

    def children_of(self, section: Page, *, files: QuerySet) -> Self:
        return (
            self.public_pages()
            .child_of(section)
            .annotate(date=Coalesce(F("resourcepage__date"), F("statementpage__date")))
            .select_related("resourcepage", "statementpage")
            .defer("resourcepage__body", "statementpage__body", "statementpage__signatories")
            .prefetch_related(Prefetch("resourcepage__files", files.select_related("document")))
            .order_by("-date", "-path")
        )

    def narrowed(self, *, kind: str, topic: str) -> Self:
        """Keep what is of a kind and on a topic; an unknown kind or topic keeps nothing."""
        items = self
        if kind == STATEMENT:
            items = items.filter(statementpage__isnull=False)
        elif kind:
            items = items.filter(resourcepage__kind=kind)
        if topic:
            items = items.filter(
                Q(resourcepage__topics__slug=topic) | Q(statementpage__topics__slug=topic)
            ).distinct()
        return items
