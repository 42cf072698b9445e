"""Pictures in pages: every width and format, the words for it, and its credit."""

from typing import Any

from django import template
from django.template.context import Context
from django.templatetags.static import static

from media.models import Image

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
    """Print an image with its credit; to a reader who saves data, a link that shows it."""
    return {
        "image": image,
        "responsive": image.responsive(),
        "alt": alt,
        "caption": caption,
        "sizes": sizes,
        "css": css,
        "lazy": lazy,
        "low_data": context["preferences"].low_data,
    }


@register.simple_tag
def share_image(page: Any) -> dict[str, str]:
    """Return the address of the picture shown beside a link to the page, and the words for it."""
    if page.image:
        return {"url": page.image.responsive().share.url, "alt": page.image_alt}
    return {"url": static("img/share.png"), "alt": ""}
