"""Pictures: decoded, and painted into a new one that holds pixels and nothing else.

Colours come out in sRGB, so that the colour profile, which names devices and their makers, can go.
Of what moves, the first frame stays.
"""

import io
from pathlib import Path
from typing import IO, Any, NamedTuple

from PIL import Image, ImageCms, ImageOps

from media.cleaning import limits
from media.cleaning.refusal import Refusal

# How Pillow calls what it reads, and what it writes instead.
FORMATS = {
    "jpeg": ("JPEG", "JPEG"),
    "png": ("PNG", "PNG"),
    "webp": ("WEBP", "WEBP"),
    "avif": ("AVIF", "AVIF"),
    "gif": ("GIF", "PNG"),
    "tiff": ("TIFF", "JPEG"),
    "heif": ("HEIF", "JPEG"),
}
# Inside a document a picture keeps its format, since the document says which it is.
EMBEDDED_FORMATS = ["JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP"]
OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 90, "optimize": True},
    # At their usual speed, what a telephone makes would take half a minute.
    "WEBP": {"quality": 90, "method": 2},
    "AVIF": {"quality": 80, "speed": 9},
    "TIFF": {"compression": "tiff_lzw"},
}
WITHOUT_TRANSPARENCY = {"JPEG", "BMP"}
# Sixteen bits of grey, which Pillow would cut off and not scale down.
DEEP_GREY = {"I", "I;16", "I;16L", "I;16B", "I;16N"}
COLOUR_SPACES = {"RGB": "RGB ", "L": "GRAY", "CMYK": "CMYK"}
LOSSLESS_WEBP = b"VP8L"
BYTES_TO_PIXELS = 64

# Bounded by `limits.PIXELS`, with an answer of our own.
Image.MAX_IMAGE_PIXELS = None


class Picture(NamedTuple):
    kind: str
    width: int
    height: int


def clean_image(source: Path, destination: Path, *, kind: str) -> Picture:
    """Write the picture again, upright, as what browsers show; say what it has become."""
    if kind == "heif":
        # It takes its time to load, and few files need it.
        from pillow_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
    reads, writes = FORMATS[kind]
    with source.open("rb") as file:
        is_lossless = kind == "webp" and LOSSLESS_WEBP in file.read(BYTES_TO_PIXELS)
        file.seek(0)
        image = painted(file, [reads], upright=True)
    if "A" in image.getbands() and writes in WITHOUT_TRANSPARENCY:
        writes = "PNG"
    options = {"lossless": True} if is_lossless else OPTIONS.get(writes, {})
    with destination.open("xb") as output:
        write(image, output, writes, options)
    return Picture(writes.lower(), *image.size)


def clean_embedded(data: bytes) -> bytes:
    """Write a picture of a document again, in its own format and as it lies."""
    with opened(io.BytesIO(data), EMBEDDED_FORMATS) as image:
        writes = "JPEG" if image.format == "MPO" else str(image.format)
    image = painted(io.BytesIO(data), EMBEDDED_FORMATS, upright=False)
    if writes in WITHOUT_TRANSPARENCY and "A" in image.getbands():
        image = image.convert("RGB")
    output = io.BytesIO()
    write(image, output, writes, OPTIONS.get(writes, {}))
    return output.getvalue()


def write(image: Image.Image, output: IO[bytes], writes: str, options: dict[str, Any]) -> None:
    try:
        image.save(output, writes, **options)
    except (ValueError, RuntimeError) as error:
        # More than the format allows, or more memory than its encoder gets.
        raise Refusal("too_many_pixels") from error


def opened(file: IO[bytes], formats: list[str]) -> Image.Image:
    """Read the head of a picture. Raises `Refusal` before a pixel is unpacked."""
    try:
        image = Image.open(file, formats=formats)
    except ValueError as error:
        # Text or a colour profile in a PNG that unpacks to more than Pillow takes.
        raise Refusal("too_demanding") from error
    except (OSError, SyntaxError, EOFError, LookupError, TypeError, RuntimeError) as error:
        raise Refusal("corrupt") from error
    if image.width * image.height > limits.PIXELS:
        image.close()
        raise Refusal("too_many_pixels")
    return image


def painted(file: IO[bytes], formats: list[str], *, upright: bool) -> Image.Image:
    """Return a new picture with the pixels of the first frame, in sRGB or grey."""
    with opened(file, formats) as image:
        profile = image.info.get("icc_profile")
        try:
            image.load()
            if upright:
                ImageOps.exif_transpose(image, in_place=True)
            pixels = in_plain_colours(image, profile)
        except (
            OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError,
            RuntimeError,
        ) as error:  # fmt: skip
            raise Refusal("corrupt") from error
        new = Image.new(pixels.mode, pixels.size)
        new.paste(pixels)
    return new


def in_plain_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode in DEEP_GREY:
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode == "1":
        return image.convert("L")
    if image.has_transparency_data:
        image = image.convert("LA" if image.mode == "LA" else "RGBA")
        shown = image.convert(image.mode.removesuffix("A"))
        shown = in_srgb(shown, profile)
        shown.putalpha(image.getchannel("A"))
        return shown
    if image.mode not in COLOUR_SPACES:
        image = image.convert("RGB")
    return in_srgb(image, profile)


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    plain = "L" if image.mode == "L" else "RGB"
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            # A profile for other colours than the picture has is a mistake, and shown by nobody.
            if given.profile.xcolor_space == COLOUR_SPACES[image.mode]:
                srgb = ImageCms.createProfile("sRGB")
                changed = ImageCms.profileToProfile(image, given, srgb, outputMode="RGB")
                if changed is not None:
                    return changed.convert(plain)
        except (ImageCms.PyCMSError, OSError):
            pass
    return image.convert(plain)
