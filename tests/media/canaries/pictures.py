"""Pictures that tell who took them, where, with what, and what was done to them since."""

import io
from typing import Any

import pillow_heif
from PIL import ExifTags, Image, ImageCms, PngImagePlugin, TiffImagePlugin

from tests.media.canaries.words import canary

pillow_heif.register_heif_opener()

WIDTH, HEIGHT = 96, 64
LEFT, RIGHT = (200, 40, 40), (40, 60, 200)
# Turned by a quarter when it is shown, so that the left is above.
ORIENTATION = 6


def scene() -> Image.Image:
    image = Image.new("RGB", (WIDTH, HEIGHT), LEFT)
    image.paste(RIGHT, (WIDTH // 2, 0, WIDTH, HEIGHT))
    return image


def exif() -> bytes:
    told = Image.Exif()
    told[ExifTags.Base.Artist] = canary("artist")
    told[ExifTags.Base.Copyright] = canary("copyright")
    told[ExifTags.Base.HostComputer] = canary("computer")
    told[ExifTags.Base.Orientation] = ORIENTATION
    inner = told.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.BodySerialNumber] = canary("serial")
    inner[ExifTags.Base.MakerNote] = canary("maker note").encode()
    inner[ExifTags.Base.UserComment] = b"UNICODE\0" + canary("comment").encode("utf-16-le")
    place = told.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (48.0, 51.0, 30.0)
    place[ExifTags.GPS.GPSAreaInformation] = b"ASCII\0\0\0" + canary("place").encode()
    return told.tobytes()


def xmp(place: str = "xmp") -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:creator>{canary(place)}</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def profile() -> bytes:
    """Return the colour profile of the web under a telling name of the same length."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    told = plain.replace("sRGB built-in".encode("utf-16-be"), canary("profile").encode("utf-16-be"))
    assert told != plain
    return told


def trailing() -> bytes:
    return canary("trailing").encode()


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    output = io.BytesIO()
    image.save(output, form, **options)
    return output.getvalue()


def segment(sign: int, data: bytes) -> bytes:
    return bytes([0xFF, sign]) + (len(data) + 2).to_bytes(2, "big") + data


def jpeg() -> bytes:
    thumbnail = saved(scene().resize((16, 16)), "JPEG", comment=canary("thumbnail").encode())
    plain = saved(
        scene(),
        "JPEG",
        quality=95,
        exif=exif() + thumbnail,
        xmp=xmp(),
        comment=canary("jpeg comment").encode(),
        icc_profile=profile(),
    )
    iptc = b"\x1c\x02\x50\x00\x0c" + canary("iptc").encode()
    photoshop = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(iptc).to_bytes(4, "big") + iptc
    # After the head of JFIF, which has to come first.
    return plain[:20] + segment(0xED, photoshop) + plain[20:] + trailing()


def png() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", canary("png text"))
    told.add_text("Description", canary("png packed text"), zip=True)
    told.add_itxt("Title", canary("png international text"), zip=True)
    told.add(b"prVt", canary("png private chunk").encode())
    image = scene()
    image.putalpha(200)
    return saved(image, "PNG", pnginfo=told, exif=exif(), icc_profile=profile()) + trailing()


def webp() -> bytes:
    return saved(scene(), "WEBP", quality=95, exif=exif(), xmp=xmp(), icc_profile=profile())


def avif() -> bytes:
    return saved(scene(), "AVIF", quality=95, exif=exif(), xmp=xmp(), icc_profile=profile())


def gif() -> bytes:
    second = Image.new("RGB", (WIDTH, HEIGHT), "white")
    return saved(
        scene(), "GIF", comment=canary("gif comment").encode(), save_all=True,
        append_images=[second],
    ) + trailing()  # fmt: skip


def tiff() -> bytes:
    told = TiffImagePlugin.ImageFileDirectory_v2()
    told[ExifTags.Base.Artist] = canary("artist")
    told[ExifTags.Base.ImageDescription] = canary("description")
    told[ExifTags.Base.Software] = canary("software")
    told[ExifTags.Base.Orientation] = ORIENTATION
    return saved(scene(), "TIFF", tiffinfo=told, icc_profile=profile()) + trailing()


def heic() -> bytes:
    return saved(scene(), "HEIF", quality=95, exif=exif(), xmp=xmp()) + trailing()
