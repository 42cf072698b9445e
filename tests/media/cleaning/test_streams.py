"""What is packed inside a PDF shows the same pixels and colours afterwards."""

import io

import pytest
from PIL import Image, ImageCms

from media.cleaning.refusal import Refusal
from media.cleaning.streams import bare_jpeg, bare_jpx, bare_profile
from tests.media.canaries import leftovers, pictures
from tests.media.canaries.pictures import saved
from tests.media.canaries.words import canary


def pixels(data):
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB").tobytes()


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_blocks": 2}])
def test_the_pixels_of_a_jpeg_are_not_touched(options):
    told = saved(
        Image.effect_noise((200, 120), 90).convert("RGB"), "JPEG",
        exif=pictures.exif(), xmp=pictures.xmp(), comment=b"Kanari", **options,
    )  # fmt: skip
    bare = bare_jpeg(told + b"Kanari")
    assert leftovers(told)
    assert leftovers(bare) == []
    assert pixels(bare) == pixels(told)


def test_how_the_colours_of_a_jpeg_are_meant_stays():
    told = saved(pictures.scene().convert("CMYK"), "JPEG", comment=b"Kanari")
    assert b"Adobe" in told
    assert pixels(bare_jpeg(told)) == pixels(told)


def test_the_pixels_of_a_jpeg_2000_are_not_touched():
    told = saved(pictures.scene(), "JPEG2000", comment=canary("jpx comment"))
    words = canary("jpx box").encode()
    told += (len(words) + 8).to_bytes(4, "big") + b"xml " + words
    assert {canary("jpx comment"), canary("jpx box")} < set(leftovers(told))
    assert leftovers(bare_jpx(told)) == []
    assert pixels(bare_jpx(told)) == pixels(told)


def test_a_colour_profile_keeps_its_numbers():
    told = pictures.profile()
    bare = bare_profile(told)
    assert leftovers(told)
    assert leftovers(bare) == []
    srgb = ImageCms.createProfile("sRGB")
    shown = []
    for profile in (told, bare):
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        changed = ImageCms.profileToProfile(pictures.scene(), given, srgb)
        assert changed
        shown.append(changed.tobytes())
    assert shown[0] == shown[1]


@pytest.mark.parametrize("broken", [b"", b"\xff\xff", pictures.profile()[:140]])
def test_what_is_none_of_them_is_refused(broken):
    with pytest.raises(Refusal):
        bare_jpeg(broken)
    with pytest.raises(Refusal):
        bare_profile(broken)
