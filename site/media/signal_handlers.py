"""Makes the renditions of a page's images when the page is published."""

from collections.abc import Iterator

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from media.models import Image
from media.renditions import ALL_FILTERS


@receiver(page_published)
def make_renditions_on_publish(instance: Page, **kwargs: object) -> None:
    wanted = set(images_of(instance))
    for image in Image.objects.filter(pk__in=wanted).prefetch_renditions(*ALL_FILTERS):
        image.get_renditions(*ALL_FILTERS)


def images_of(page: Page) -> Iterator[int]:
    """Yield the primary key of each image in the page's fields, streams included."""
    for field in page._meta.concrete_fields:
        value = field.value_from_object(page)
        if field.related_model is Image:
            if value:
                yield value
        elif hasattr(field, "extract_references"):
            for model, object_id, *_path in field.extract_references(value):
                if model is Image:
                    yield int(object_id)
