"""Pictures come out upright, in their colours, and with nothing besides."""

import io

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from media.cleaning import images
from media.cleaning.images import clean_embedded
from tests.media.canaries import leftovers, pictures
from tests.media.canaries.pictures import HEIGHT, LEFT, RIGHT, WIDTH, saved

# Of 255: what a compressed picture may be off.
TOLERANCE = 12
UPRIGHT = ["jpeg", "webp", "avif", "tiff", "heif"]


def opened(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def is_near(seen, wanted):
    return all(abs(a - b) <= TOLERANCE for a, b in zip(seen, wanted, strict=False))


@pytest.mark.parametrize("name", UPRIGHT)
def test_a_picture_taken_sideways_is_turned(cleaned_sample, name):
    image = opened(cleaned_sample(name)).convert("RGB")
    assert image.size == (HEIGHT, WIDTH)
    assert is_near(image.getpixel((HEIGHT // 2, 8)), LEFT)
    assert is_near(image.getpixel((HEIGHT // 2, WIDTH - 8)), RIGHT)


def test_transparency_stays(cleaned_sample):
    image = opened(cleaned_sample("png"))
    assert image.mode == "RGBA"
    assert image.getpixel((2, 2))[3] == 200


def test_transparency_that_a_jpeg_would_lose_makes_a_png(cleaned):
    image = pictures.scene()
    image.putalpha(90)
    data = cleaned(saved(image, "TIFF"), "a.tiff")
    assert opened(data).format == "PNG"
    assert opened(data).getpixel((2, 2)) == (*LEFT, 90)


@pytest.mark.parametrize(
    ("mode", "form"),
    [("1", "PNG"), ("L", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("I;16", "PNG"), ("CMYK", "JPEG"),
     ("L", "JPEG"), ("CMYK", "TIFF"), ("RGBA", "WEBP"), ("L", "AVIF"), ("L", "WEBP"),
     ("1", "TIFF"), ("LA", "TIFF")],
)  # fmt: skip
def test_every_mode_keeps_how_it_looks(cleaned, mode, form):
    grey = mode in ("1", "L", "LA", "I;16")
    plain = Image.linear_gradient("L") if grey else pictures.scene()
    image = plain.point(lambda value: value * 256, "I").convert(mode) if mode == "I;16" else plain
    image = image.convert(mode)
    after = opened(cleaned(saved(image, form), f"a.{form.lower()}"))
    wanted = plain if mode == "I;16" else image.convert("RGB")
    difference = ImageChops.difference(after.convert("RGB"), wanted.convert("RGB"))
    assert max(ImageStat.Stat(difference).mean) < 6


def test_a_palette_keeps_what_is_transparent(cleaned):
    image = Image.new("P", (8, 8), 1)
    image.putpalette([0, 0, 0, 200, 40, 40])
    image.putpixel((0, 0), 0)
    after = opened(cleaned(saved(image, "GIF", transparency=0), "a.gif"))
    assert after.getpixel((0, 0))[3] == 0
    assert after.getpixel((4, 4)) == (200, 40, 40, 255)


def test_colours_of_another_profile_look_the_same_in_that_of_the_web(cleaned):
    """The profile swaps red and blue, which no mistake in rounding does."""
    swapped = swapped_profile()
    data = cleaned(saved(pictures.scene(), "PNG", icc_profile=swapped), "a.png")
    image = opened(data)
    assert "icc_profile" not in image.info
    red, _green, blue = image.getpixel((4, 4))
    assert blue > red + 60


def swapped_profile():
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(profile[128:132], "big")
    entries = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * count, 12)}
    red, blue = entries[b"rXYZ"], entries[b"bXYZ"]
    profile[red + 4 : red + 12], profile[blue + 4 : blue + 12] = (
        profile[blue + 4 : blue + 12],
        profile[red + 4 : red + 12],
    )
    return bytes(profile)


@pytest.mark.parametrize("profile", [b"no profile", pictures.profile()])
def test_a_profile_for_other_colours_is_not_applied(cleaned, profile):
    grey = Image.new("L", (8, 8), 120)
    after = opened(cleaned(saved(grey, "PNG", icc_profile=profile), "a.png"))
    assert after.getpixel((4, 4)) == 120


def test_a_lossless_webp_stays_lossless(cleaned):
    noise = Image.effect_noise((64, 64), 80).convert("RGB")
    after = opened(cleaned(saved(noise, "WEBP", lossless=True), "a.webp"))
    assert after.tobytes() == noise.tobytes()


def test_a_picture_of_too_many_pixels_is_refused(cleaned, monkeypatch):
    monkeypatch.setattr(images.limits, "PIXELS", WIDTH * HEIGHT - 1)
    with pytest.raises(images.Refusal, match="too_many_pixels"):
        clean_embedded(pictures.jpeg())


@pytest.mark.parametrize(
    "build", [pictures.jpeg, pictures.png, pictures.gif, pictures.tiff, pictures.webp]
)
def test_a_picture_of_a_document_keeps_its_format_and_lies_as_it_lay(build):
    before, after = opened(build()), opened(clean_embedded(build()))
    assert after.format == before.format
    assert after.size == before.size
    assert leftovers(clean_embedded(build())) == []
    assert is_near(after.convert("RGB").getpixel((8, 8)), before.convert("RGB").getpixel((8, 8)))
