"""Images with a credit and documents with a language; their files are clean, see `media.doors`."""

from pathlib import PurePath
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Length, Substr
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import DocumentQuerySet as WagtailDocumentQuerySet
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    get_rendition_storage,
    get_rendition_upload_to,
    get_upload_to,
)
from wagtail.models import CollectionViewRestriction
from wagtail.search import index

from media.cleaning.plain import PAGE_BREAK
from media.fields import CleanDocumentField, CleanImageField, RenditionField
from media.lengths import length, place
from media.names import document_name, ending, image_name, rendition_name
from media.owner import FileOwner
from media.renditions import ALL_FILTERS, Responsive
from web.languages import language_choices


def uploader() -> Any:
    """Return the field for who brought a file, as Wagtail has it, but without a way back."""
    field: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    field.wagtail_reference_index_ignore = True
    return field


class Image(FileOwner, AbstractImage):
    """A picture; what it shows is said where it is used, who made it is said here, once.

    The alternative text belongs to the page, in the page's language: see `core.models.BasePage`.
    """

    effect = "media.renditions"
    columns_of_the_file = FileOwner.columns_of_the_file | {"width", "height"}

    file = CleanImageField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    credit = models.CharField(
        _("credit"),
        max_length=255,
        help_text=_(
            "Printed under the image wherever it appears. "
            "For example: “Illustration: A. Name for Organisation, CC BY 4.0”."
        ),
    )

    # Its own name on the other side: Wagtail's stock model, unused here, has taken the usual one.
    tags = TaggableManager(_("tags"), blank=True, help_text=None, related_name="media_images")
    uploaded_by_user = uploader()

    admin_form_fields = (
        "title",
        "file",
        "credit",
        "description",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [*AbstractImage.search_fields, index.SearchField("credit")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def get_upload_to(self, filename: str) -> str:
        return image_name(filename)

    def forget_file(self, replaced: str) -> None:
        self.renditions.all().delete()

    def responsive(self) -> Responsive:
        """Return what there is to show this image at any width, in one query or from the cache.

        Nothing is made, and the store is not asked.
        """
        found = self.find_existing_renditions(*map(Filter, ALL_FILTERS))
        cache = Rendition.cache_backend
        cache.set_many(
            {
                each.get_cache_key(): each
                for each in found.values()
                if not getattr(each, "_from_cache", False)
            }
        )
        return Responsive.of({each.filter_spec: each for each in found.values()})

    def missing_renditions(self) -> list[Filter]:
        """Return the filters that have no rendition yet: those the database has, not the cache."""
        there = set(self.renditions.values_list("filter_spec", "focal_point_key"))
        wanted = map(Filter, ALL_FILTERS)
        return [each for each in wanted if (each.spec, each.get_cache_key(self)) not in there]


class Rendition(AbstractRendition):
    file = RenditionField(
        upload_to=get_rendition_upload_to,
        storage=get_rendition_storage,
        width_field="width",
        height_field="height",
    )
    file_size = models.PositiveIntegerField(null=True, editable=False)
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("image rendition")
        verbose_name_plural = _("image renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="media_rendition_unique"
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        return rendition_name(filename)


def document_upload_to(instance: models.Model, filename: str) -> str:
    return document_name(filename)


class DocumentQuerySet(WagtailDocumentQuerySet):
    def public(self) -> Self:
        """Return the documents whose collection, and all above it, anybody may see."""
        above = Substr(OuterRef("collection__path"), 1, Length("collection__path"))
        restricted = CollectionViewRestriction.objects.annotate(above=above)
        return self.exclude(Exists(restricted.filter(collection__path=F("above"))))


class DocumentManager(models.Manager.from_queryset(DocumentQuerySet)):  # type: ignore[misc] # Wagtail is untyped
    def get_queryset(self) -> DocumentQuerySet:
        # The words are many, and only the search asks for them.
        return super().get_queryset().defer("text")


class Document(FileOwner, AbstractDocument):
    """A file to download, and the language its reader needs."""

    effect = "media.document_text"
    columns_of_the_file = FileOwner.columns_of_the_file | {"text", "pages", "read_at"}

    file = CleanDocumentField(_("file"), upload_to=document_upload_to, max_length=255)
    language = models.CharField(
        _("language"),
        max_length=12,
        choices=language_choices,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language the file is written in. Visitors see it before they download."),
    )
    description = models.CharField(
        _("description"),
        max_length=255,
        blank=True,
        help_text=_("One line on what is in the file, in the language of the file."),
    )

    # Its own name on the other side: Wagtail's stock model, unused here, has taken the usual one.
    tags = TaggableManager(_("tags"), blank=True, help_text=None, related_name="media_documents")
    uploaded_by_user = uploader()

    # What is in the file, for the search to find. It is not known before `read_at`.
    text = models.TextField(_("text"), blank=True, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)
    read_at = models.DateTimeField(_("read at"), null=True, editable=False)

    objects = DocumentManager()

    admin_form_fields = ("title", "file", "language", "description", "collection", "tags")
    search_fields = [
        *AbstractDocument.search_fields,
        index.SearchField("description"),
        index.FilterField("language"),
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self) -> None:
        # Where the file was refused there is none, and one reason is enough.
        if self.file:
            super().clean()

    def __str__(self) -> str:
        # Where one is chosen: titles alone are much alike.
        size = filesizeformat(self.file_size) if self.file_size else ""
        return " · ".join(
            filter(None, [self.title, self.get_language_display(), self.format, size])
        )

    def forget_file(self, replaced: str) -> None:
        self.text, self.pages, self.read_at = "", None, None
        # Its address is in letters and on paper: see `media.views.serve_document`.
        FormerName.objects.get_or_create(document=self, name=PurePath(replaced).name)

    @property
    def words_by_page(self) -> list[str]:
        """Return what each page or slide says; where they are not kept apart, the whole."""
        return self.text.split(PAGE_BREAK)

    @property
    def format(self) -> str:
        """The kind of file as people say it: “PDF”, “DOCX”."""
        return self.file_extension.upper()

    @property
    def length(self) -> str:
        """Return “12 pages”, or slides, or sheets; nothing while or where they are not counted."""
        return length(ending(self.filename), self.pages)

    def place(self, number: int) -> str:
        """Return how a page of it is called: “page 4”, or “slide 4”."""
        return place(ending(self.filename), number)

    def url_of_page(self, number: int) -> str:
        """Return where to read it from this page on; a browser turns to a page of a PDF alone."""
        return f"{self.url}#page={number}" if self.file_extension == "pdf" else str(self.url)


class FormerName(models.Model):
    """What the file of a document was called before it was replaced: part of its address then."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=255)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "name"], name="media_former_name_once")
        ]

    def __str__(self) -> str:
        return self.name
