"""Makes the renditions of a page's images when the page is published."""

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from media.models import Image
from media.references import references
from media.renditions import ALL_FILTERS


@receiver(page_published)
def make_renditions_on_publish(instance: Page, **kwargs: object) -> None:
    wanted = set(references(instance, Image))
    for image in Image.objects.filter(pk__in=wanted).prefetch_renditions(*ALL_FILTERS):
        image.get_renditions(*ALL_FILTERS)
