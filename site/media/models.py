"""Images with a credit and documents with a language."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import DocumentQuerySet as WagtailDocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import CollectionViewRestriction
from wagtail.search import index
from wagtail.utils.file import hash_filelike

from media.renditions import ALL_FILTERS, Responsive


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


class Image(AbstractImage):
    """A picture; what it shows is said where it is used, who made it is said here, once.

    The alternative text belongs to the page, in the page's language: see `core.models.BasePage`.
    """

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

    def responsive(self) -> Responsive:
        """Return the renditions a page needs to show this image at any width, in one query."""
        return Responsive.of(self.get_renditions(*ALL_FILTERS))


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("image rendition")
        verbose_name_plural = _("image renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="media_rendition_unique"
            )
        ]


def language_choices() -> list[tuple[str, str]]:
    # Asked at run time, so that a new language needs no migration.
    return settings.LANGUAGES


class DocumentQuerySet(WagtailDocumentQuerySet):
    def public(self) -> Self:
        """Return the documents whose collection, and all above it, anybody may see."""
        above = Substr(OuterRef("collection__path"), 1, Length("collection__path"))
        restricted = CollectionViewRestriction.objects.annotate(above=above)
        return self.exclude(Exists(restricted.filter(collection__path=F("above"))))


class Document(AbstractDocument):
    """A file to download, and the language its reader needs."""

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

    objects = DocumentQuerySet.as_manager()

    admin_form_fields = ("title", "file", "language", "description", "collection", "tags")
    search_fields = [
        *AbstractDocument.search_fields,
        index.SearchField("description"),
        index.FilterField("language"),
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Wagtail measures what comes through its forms, and anything else when a visitor asks.
        if self.file and not self.file_hash:  # type: ignore[has-type] # Wagtail is untyped
            with self.file.open() as file:
                self.file_size, self.file_hash = file.size, hash_filelike(file)
        super().save(*args, **kwargs)

    @property
    def format(self) -> str:
        """The kind of file as people say it: “PDF”, “DOCX”."""
        return self.file_extension.upper()
