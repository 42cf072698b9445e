"""Which sizes and formats of an image exist: one table, so that all are made before a visit.

They are made in the background, and no visitor waits for one: a page shows what is there. AVIF for
browsers that know it (a third of the bytes), JPEG for a phone of 2014.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.db import transaction
from django.db.models import Q
from wagtail.images import get_image_model
from wagtail.images.models import AbstractRendition, Filter
from wagtail.models import Page

from background.effects import effect
from background.services import record
from media.references import references

WIDTHS = (480, 960, 1440)
# What social networks and messengers show beside a link: 1200 × 630 pixels, by their own advice.
SHARE_FILTER = "fill-1200x630|format-jpeg"
MODERN_FILTERS = tuple(f"width-{width}|format-avif" for width in WIDTHS)
PLAIN_FILTERS = tuple(f"width-{width}|format-jpeg" for width in WIDTHS)
ALL_FILTERS = (*MODERN_FILTERS, *PLAIN_FILTERS, SHARE_FILTER)


@dataclass(frozen=True)
class Responsive:
    """The renditions of one image that exist, as `<picture>` wants them."""

    modern: tuple[AbstractRendition, ...]
    plain: tuple[AbstractRendition, ...]
    share: AbstractRendition | None

    @classmethod
    def of(cls, renditions: Mapping[str, AbstractRendition]) -> Self:
        return cls(
            modern=tuple(renditions[name] for name in MODERN_FILTERS if name in renditions),
            plain=tuple(renditions[name] for name in PLAIN_FILTERS if name in renditions),
            share=renditions.get(SHARE_FILTER),
        )

    @property
    def fallback(self) -> AbstractRendition | None:
        """The one for a browser that chooses nothing; None while no picture can be shown."""
        some = self.plain or self.modern
        return some[len(some) // 2] if some else None

    @property
    def modern_srcset(self) -> str:
        return srcset(self.modern)

    @property
    def plain_srcset(self) -> str:
        return srcset(self.plain)


def srcset(renditions: Iterable[AbstractRendition]) -> str:
    """Return the `srcset` of renditions; a small original yields each of its widths once."""
    by_width = {rendition.width: rendition.url for rendition in renditions}
    return ", ".join(f"{url} {width}w" for width, url in by_width.items())


@effect("media.renditions")
def make_renditions(subject: str, payload: dict[str, Any]) -> None:
    images = get_image_model().objects
    while image := images.filter(pk=subject).exclude(file="").first():
        image.create_renditions(*image.missing_renditions())
        if _still_shows_it(image):
            return


@effect("media.page_renditions", after="page.changed")
def ask_for_renditions(subject: str, payload: dict[str, Any]) -> None:
    """Make sure of the renditions of what a page shows: each image a delivery of its own."""
    page = Page.objects.live().filter(pk=subject).specific().first()
    if page is None:
        return
    model = get_image_model()
    for image in model.objects.filter(pk__in=set(references(page, model))):
        if image.missing_renditions():
            record(kind="media.renditions", subject=str(image.pk))


@transaction.atomic
def _still_shows_it(image: Any) -> bool:
    """Tell whether the image has the same file as before; if not, nothing made of it is kept."""
    # Locked: whoever replaces the file has done so by now, or will take our renditions away.
    now = type(image).objects.select_for_update(no_key=True).filter(pk=image.pk).first()
    if now is None or now.file.name != image.file.name:
        image.renditions.all().delete()
        return False
    current = Q()
    for each in map(Filter, ALL_FILTERS):
        current |= Q(filter_spec=each.spec, focal_point_key=each.get_cache_key(now))
    now.renditions.filter(filter_spec__in=ALL_FILTERS).exclude(current).delete()
    return True
