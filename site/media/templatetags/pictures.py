"""Pictures in pages: every width and format, the words for it, and its credit."""

from typing import Any

from django import template
from django.template.context import Context
from django.templatetags.static import static

from background.errors import Unavailable
from media.models import Image
from media.renditions import ALL_FILTERS, Responsive

register = template.Library()


@register.inclusion_tag("includes/figure.html", takes_context=True)
def figure(
    context: Context,
    image: Image,
    alt: str,
    *,
    caption: str = "",
    sizes: str = "(min-width: 60rem) 50vw, 100vw",
    css: str = "fig",
    lazy: bool = True,
) -> dict[str, Any]:
    """Print an image with its credit; to a reader who saves data, a link that shows it.

    While the background has made none of its sizes yet, the words stand in its place.
    """
    is_preview = getattr(context.get("request"), "is_preview", False)
    return {
        "image": image,
        "responsive": made_now(image) if is_preview else image.responsive(),
        "alt": alt,
        "caption": caption,
        "sizes": sizes,
        "css": css,
        "lazy": lazy,
        "low_data": context["preferences"].low_data,
    }


def made_now(image: Image) -> Responsive:
    """Return every size, made at once for an editor; what there is, when the store is down."""
    try:
        return Responsive.of(image.get_renditions(*ALL_FILTERS))
    except (OSError, Unavailable):
        return image.responsive()


@register.simple_tag
def share_image(page: Any) -> dict[str, str]:
    """Return the address of the picture shown beside a link to the page, and the words for it."""
    if page.image and (share := page.image.responsive().share):
        return {"url": share.url, "alt": page.image_alt}
    return {"url": static("img/share.png"), "alt": ""}
