"""Small files that ask for much: each must be refused in two seconds and 200 MB.

They are built when they are asked for, and a few only claim to be as large as they say.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import NamedTuple

import pikepdf

from tests.media.canaries import office
from tests.media.canaries.archives import members_of, packed, put

MEGABYTE = 1024 * 1024
# More than a process may take before it has gone wrong.
MANY = 300


class Bomb(NamedTuple):
    filename: str
    build: Callable[[], bytes]
    codes: frozenset[str]


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def zeros(megabytes: int) -> bytes:
    """Return packed zeros, made without ever holding them."""
    packer = zlib.compressobj(9)
    pieces = [packer.compress(bytes(MEGABYTE)) for _count in range(megabytes)]
    return b"".join([*pieces, packer.flush()])


def png(side: int, *extra: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    rows = zlib.compress((b"\0" + bytes((side + 7) // 8)) * side, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def packed_text() -> bytes:
    return png(8, chunk(b"zTXt", b"Comment\0\0" + zeros(MANY)))


def packed_profile() -> bytes:
    return png(8, chunk(b"iCCP", b"p\0\0" + zeros(MANY)))


def tiff() -> bytes:
    side = 2**31 - 1
    entries = [(256, 4, 1, side), (257, 4, 1, side), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1),
               (273, 4, 1, 8), (278, 4, 1, side), (279, 4, 1, 16)]  # fmt: skip
    directory = struct.pack("<H", len(entries))
    directory += b"".join(struct.pack("<HHII", *entry) for entry in entries) + bytes(4)
    return b"II*\0" + struct.pack("<I", 8) + directory + bytes(64)


def nested() -> bytes:
    inner = packed({f"{name}.txt": bytes(4 * MEGABYTE) for name in range(8)}, telling=False)
    return packed({f"{name}.zip": inner for name in range(64)}, telling=False)


def many_members() -> bytes:
    return packed({str(name): b"" for name in range(20_000)}, telling=False)


def swollen(claimed: int | None) -> bytes:
    """Return a document with a part of 300 MB, or one that claims another size than it has."""
    members = members_of(office.docx_file())
    part = "word/styles.xml"
    members.pop(part)
    output = io.BytesIO(packed(members, telling=False))
    with zipfile.ZipFile(output, "a", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(part, "w", force_zip64=True) as member:
            for _count in range(MANY):
                member.write(bytes(MEGABYTE))
        if claimed is not None:
            archive.getinfo(part).file_size = claimed
    return output.getvalue()


def huge_part() -> bytes:
    """Return a document whose text unpacks to 190 MB of tags, within the most that is allowed."""
    members = members_of(office.docx_file())
    put(members, "word/document.xml", "<w:sectPr", "<w:p/>" * (30 * MEGABYTE))
    return packed(members, telling=False)


def laughs(name: str, root: str) -> str:
    entities = "".join(
        f'<!ENTITY {name}{level} "{f"&{name}{level - 1};" * 10}">' for level in range(1, 10)
    )
    return (
        f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY {name}0 "ha">{entities}]>'
        f"<{root}>&{name}9;</{root}>"
    )


def laughing_docx() -> bytes:
    members = members_of(office.docx_file())
    members["word/styles.xml"] = laughs("a", "styles").encode()
    return packed(members, telling=False)


def pdf() -> bytes:
    """Return a PDF whose objects are packed in a stream of 300 MB, its first page among them."""
    objects = {
        2: "<< /Type /Catalog /Pages 3 0 R >>",
        3: "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        4: "<< /Type /Page /Parent 3 0 R /MediaBox [0 0 9 9] >>",
    }
    body = "\n".join(objects.values())
    index = " ".join(f"{number} {body.index(text)}" for number, text in objects.items()) + " "
    packer = zlib.compressobj(9)
    pieces = [packer.compress(f"{index}{body}".encode())]
    pieces += [packer.compress(b" " * MEGABYTE) for _count in range(MANY)]
    data = b"".join([*pieces, packer.flush()])
    start = b"%PDF-1.5\n"
    head = f"/Type /ObjStm /N 3 /First {len(index)} /Filter /FlateDecode /Length {len(data)}"
    stream = start + f"1 0 obj\n<< {head} >>\nstream\n".encode() + data + b"\nendstream\nendobj\n"
    places = [(0, 0, 0), (1, len(start), 0), (2, 1, 0), (2, 1, 1), (2, 1, 2), (1, len(stream), 0)]
    table = b"".join(struct.pack(">BIB", *place) for place in places)
    head = f"/Type /XRef /Size 6 /W [1 4 1] /Root 2 0 R /Length {len(table)}"
    return (
        stream
        + f"5 0 obj\n<< {head} >>\nstream\n".encode()
        + table
        + f"\nendstream\nendobj\nstartxref\n{len(stream)}\n%%EOF\n".encode()
    )


def pdf_profile() -> bytes:
    """Return a PDF with a colour profile that unpacks to 300 MB."""
    document = pikepdf.new()
    profile = pikepdf.Stream(document, zeros(MANY), N=3, Filter=pikepdf.Name.FlateDecode)
    document.add_blank_page().obj.Resources = pikepdf.Dictionary(
        ColorSpace=pikepdf.Dictionary(C=pikepdf.Array([pikepdf.Name.ICCBased, profile]))
    )
    output = io.BytesIO()
    document.save(output, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return output.getvalue()


def gif() -> bytes:
    """Return a film of 50,000 frames, of which the first is a picture like any other."""
    frame = b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0"
    return b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff" + frame * 50_000 + b";"


BOMBS: dict[str, Bomb] = {
    "png of 400 million pixels": Bomb("a.png", lambda: png(20_000), frozenset({"too_many_pixels"})),
    "png with packed text": Bomb("a.png", packed_text, frozenset({"too_demanding"})),
    "png with packed profile": Bomb("a.png", packed_profile, frozenset({"too_demanding"})),
    "tiff of absurd size": Bomb("a.tif", tiff, frozenset({"too_many_pixels", "corrupt"})),
    "zip in zip": Bomb("a.docx", nested, frozenset({"too_demanding", "cannot_clean"})),
    "zip of many": Bomb("a.docx", many_members, frozenset({"too_demanding"})),
    "docx with a part of 300 MB": Bomb(
        "a.docx", lambda: swollen(None), frozenset({"too_demanding"})
    ),
    "docx that lies about a part": Bomb("a.docx", lambda: swollen(1000), frozenset({"corrupt"})),
    "docx of tags": Bomb("a.docx", huge_part, frozenset({"too_demanding"})),
    "docx of entities": Bomb("a.docx", laughing_docx, frozenset({"corrupt"})),
    "svg of entities": Bomb("a.png", lambda: laughs("a", "svg").encode(), frozenset({"markup"})),
    # Too large to be unpacked, its objects are missing: that is all the reader says.
    "pdf of packed objects": Bomb("a.pdf", pdf, frozenset({"too_demanding", "corrupt"})),
    "pdf with packed profile": Bomb("a.pdf", pdf_profile, frozenset({"too_demanding", "corrupt"})),
}
