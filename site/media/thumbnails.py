"""A smaller picture of a picture, for a screen that shows which one it is."""

import io

from django.core.files.base import ContentFile
from PIL import Image

from media.cleaner import IMAGES, CleanFile

# As wide or high as it may be, in pixels: sharp on a telephone, some tens of kilobytes.
LONGEST = 960


def thumbnail(file: CleanFile) -> ContentFile | None:
    """Return a JPEG of a clean picture, on white where it is transparent; None of a document.

    Only what the cleaner made is ever opened here.
    """
    if file.kind not in IMAGES:
        return None
    file.seek(0)
    with Image.open(file) as picture:
        picture.draft("RGB", (LONGEST, LONGEST))
        small = picture.convert("RGBA")
        small.thumbnail((LONGEST, LONGEST))
    white = Image.new("RGBA", small.size, "white")
    kept = io.BytesIO()
    Image.alpha_composite(white, small).convert("RGB").save(kept, "JPEG", quality=78)
    file.seek(0)
    return ContentFile(kept.getvalue(), "preview.jpg")
