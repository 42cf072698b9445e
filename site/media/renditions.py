"""Which sizes and formats of an image exist: one table, so that publishing can make them all.

A visitor never waits for an image to be made: `signal_handlers` makes these when a page is
published. AVIF for browsers that know it (a third of the bytes), JPEG for a phone of 2014.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from wagtail.images.models import AbstractRendition

WIDTHS = (480, 960, 1440)
# What social networks and messengers show beside a link: 1200 × 630 pixels, by their own advice.
SHARE_FILTER = "fill-1200x630|format-jpeg"
MODERN_FILTERS = tuple(f"width-{width}|format-avif" for width in WIDTHS)
PLAIN_FILTERS = tuple(f"width-{width}|format-jpeg" for width in WIDTHS)
ALL_FILTERS = (*MODERN_FILTERS, *PLAIN_FILTERS, SHARE_FILTER)


@dataclass(frozen=True)
class Responsive:
    """The renditions of one image, as `<picture>` wants them."""

    modern: tuple[AbstractRendition, ...]
    plain: tuple[AbstractRendition, ...]
    share: AbstractRendition

    @classmethod
    def of(cls, renditions: dict[str, AbstractRendition]) -> Self:
        return cls(
            modern=tuple(renditions[name] for name in MODERN_FILTERS),
            plain=tuple(renditions[name] for name in PLAIN_FILTERS),
            share=renditions[SHARE_FILTER],
        )

    @property
    def fallback(self) -> AbstractRendition:
        return self.plain[len(self.plain) // 2]

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
