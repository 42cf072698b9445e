"""The files a page offers: rows that name a document, and the one way from a row to its file."""

from typing import Any

from django.db import models
from django.db.models import Prefetch, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin

from media.models import Document


class FileRow(TranslatableMixin, Orderable):
    """A file and the words about it, which are translated with its page.

    Subclasses add `page`, a ParentalKey whose relation is called `files`.
    """

    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.CASCADE, related_name="+"
    )
    description = models.CharField(
        _("what it is for"), max_length=160, blank=True, help_text=_("“Four minutes, two blanks.”")
    )

    panels = [FieldPanel("document"), FieldPanel("description")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True
        verbose_name = _("file")
        verbose_name_plural = _("files")


def public_files(rows: Any) -> Any:
    """Return the rows whose file everybody may have, with it, in one query.

    The only way from a row to a template, a feed or an index: a document in a restricted collection
    has no title, no size and no address there. The rows of a draft are a list, and need not name a
    document yet; those of the database stay a queryset.
    """
    if isinstance(rows, QuerySet):
        return rows.filter(document__in=Document.objects.public()).select_related("document")
    named = [row for row in rows if row.document_id]
    found = Document.objects.public().in_bulk({row.document_id for row in named})
    shown = [row for row in named if row.document_id in found]
    for row in shown:
        row.document = found[row.document_id]
    return shown


class WithFiles:
    """Goes before a page that has `files`."""

    @cached_property
    def shown_files(self) -> list[FileRow]:
        return list(public_files(self.files.all()))  # type: ignore[attr-defined] # the page's own

    @property
    def documents(self) -> list[Document]:
        return [row.document for row in self.shown_files]


def prefetch_public_files(rows: type[FileRow]) -> Prefetch:
    """Fetch `shown_files` of all pages of a list at once."""
    return Prefetch("files", public_files(rows._default_manager.all()), to_attr="shown_files")
