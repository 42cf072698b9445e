"""Fields of files that store only what is clean, under names of ours, and measure it."""

from typing import Any

from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile
from wagtail.utils.file import hash_filelike

from media.cleaner import DOCUMENTS, IMAGES, CleanFile
from media.doors import cleaned


class MeasuredFile(FieldFile):
    """Says on its row how large it is, so that nobody asks the store for it."""

    instance: Any

    def save(self, name: str | None, content: File, save: bool = True) -> None:
        self.instance.file_size = content.size
        super().save(name or content.name or "", content, save)
        # It is read from the store from now on, and Wagtail leaves it open.
        content.close()


class CleanStoredFile(MeasuredFile):
    field: Any

    def save(self, name: str | None, content: File, save: bool = True) -> None:
        """Store the file as the cleaner makes it. Raises `media.cleaner.Refused`."""
        file = cleaned(content, accept=self.field.accept, name=name)
        file.seek(0)
        self.instance.file_hash = hash_filelike(file)
        super().save(file.name, file, save)


class MeasuredImage(MeasuredFile, WagtailImageFieldFile):
    pass


class CleanImage(CleanStoredFile, WagtailImageFieldFile):
    @property
    def url(self) -> str:
        """Where whoever may choose the image loads it: Wagtail's own screens ask for an address."""
        return reverse("original_image", args=[self.instance.pk])

    def get_image_dimensions(self) -> tuple[int | None, int | None]:
        if not self._committed and not isinstance(self.file, CleanFile):
            # No decoder of this process ever opens what is not clean yet.
            return None, None
        width, height = super().get_image_dimensions()
        return width, height


class OurNames:
    upload_to: Any

    def generate_filename(self, instance: models.Model, filename: str) -> str:
        # Whole as it is: a storage would take away the marks that some scripts write vowels with.
        name: str = self.upload_to(instance, filename)
        return name


class CleanImageField(OurNames, WagtailImageField):
    attr_class = CleanImage
    accept = IMAGES


class CleanDocumentField(OurNames, models.FileField):  # type: ignore[misc] # narrower, as we call it
    attr_class = CleanStoredFile
    accept = DOCUMENTS


class CleanAnyField(CleanDocumentField):
    """For a file of either sort: a document or a picture."""

    accept = DOCUMENTS | IMAGES


class RenditionField(OurNames, WagtailImageField):
    attr_class = MeasuredImage
