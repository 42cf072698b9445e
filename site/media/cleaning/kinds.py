"""What a file is: its content decides, and its name must agree."""

from pathlib import Path

from media.cleaning.archives import Archive
from media.cleaning.plain import UTF_16_MARKS, refuse_markup
from media.cleaning.refusal import Reason, Refusal

# The first ending is the one a cleaned file gets.
EXTENSIONS = {
    "jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "png": ("png",),
    "webp": ("webp",),
    "avif": ("avif",),
    "gif": ("gif",),
    "tiff": ("tif", "tiff"),
    "heif": ("heic", "heif", "hif"),
    "pdf": ("pdf",),
    "docx": ("docx",),
    "xlsx": ("xlsx",),
    "pptx": ("pptx",),
    "odt": ("odt",),
    "ods": ("ods",),
    "odp": ("odp",),
    "csv": ("csv",),
    "txt": ("txt",),
}
KNOWN_EXTENSIONS = {extension for names in EXTENSIONS.values() for extension in names}

BEGINNINGS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"%PDF-", "pdf"),
)
STILL_BRANDS = {
    b"avif": "avif", b"avis": "avif", b"heic": "heif", b"heix": "heif", b"heim": "heif",
    b"heis": "heif", b"hevc": "heif", b"hevx": "heif", b"mif1": "heif", b"msf1": "heif",
}  # fmt: skip

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How Office keeps a document of today behind a password.
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
REFUSED_BEGINNINGS: tuple[tuple[bytes, Reason], ...] = (
    (OLE, "old_format"),
    (b"{\\rtf", "old_format"),
    (b"MZ", "unknown"),
    (b"\x7fELF", "unknown"),
    (b"#!", "unknown"),
)

OOXML = "application/vnd.openxmlformats-officedocument."
OOXML_MAIN = {
    f"{OOXML}wordprocessingml.document.main+xml": "docx",
    f"{OOXML}spreadsheetml.sheet.main+xml": "xlsx",
    f"{OOXML}presentationml.presentation.main+xml": "pptx",
}
ODF = "application/vnd.oasis.opendocument."
ODF_MIMETYPES = {
    f"{ODF}text": "odt",
    f"{ODF}spreadsheet": "ods",
    f"{ODF}presentation": "odp",
}

BYTES_READ = 4096


def identify(path: Path, extension: str) -> str:
    """Return the kind of the file. Raises `Refusal` for what we do not know, or its name belies."""
    kind = kind_of(path, extension)
    if extension and extension not in EXTENSIONS[kind]:
        raise Refusal("mismatch")
    return kind


def kind_of(path: Path, extension: str) -> str:
    with path.open("rb") as file:
        start = file.read(BYTES_READ)
    for beginning, kind in BEGINNINGS:
        if start.startswith(beginning):
            return kind
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "webp"
    if start[4:8] == b"ftyp":
        return kind_of_still(start)
    if start.startswith(b"PK"):
        with Archive(path) as archive:
            return kind_of_archive(archive)
    for beginning, reason in REFUSED_BEGINNINGS:
        if start.startswith(beginning):
            is_encrypted = beginning == OLE and ENCRYPTED_PACKAGE in path.read_bytes()
            raise Refusal("encrypted" if is_encrypted else reason)
    if b"%PDF-" in start:
        raise Refusal("polyglot")
    return kind_of_text(start, extension)


def kind_of_still(start: bytes) -> str:
    """Tell AVIF from HEIC by the brands a file claims; the first it claims comes first."""
    size = int.from_bytes(start[:4], "big")
    brands = [start[8:12], *(start[at : at + 4] for at in range(16, min(size, len(start)), 4))]
    kinds = [STILL_BRANDS[brand] for brand in brands if brand in STILL_BRANDS]
    if not kinds:
        raise Refusal("unknown")
    # `mif1` says no more than "a picture"; AVIF files claim it as well.
    return "avif" if "avif" in kinds else kinds[0]


def kind_of_archive(archive: Archive) -> str:
    names = archive.names
    if "mimetype" in names:
        return kind_of_odf(archive.read("mimetype").decode("ascii", "replace").strip())
    if "[Content_Types].xml" in names:
        types = archive.read("[Content_Types].xml").decode("utf-8", "replace")
        if "macroEnabled" in types or any(
            name.lower().endswith("vbaproject.bin") for name in names
        ):
            raise Refusal("macro")
        for main, kind in OOXML_MAIN.items():
            if main in types:
                return kind
    raise Refusal("cannot_clean")


def kind_of_odf(mimetype: str) -> str:
    if mimetype in ODF_MIMETYPES:
        return ODF_MIMETYPES[mimetype]
    raise Refusal("cannot_clean")


def kind_of_text(start: bytes, extension: str) -> str:
    refuse_markup(start)
    if b"\0" in start and not start.startswith(UTF_16_MARKS):
        raise Refusal("mismatch" if extension in KNOWN_EXTENSIONS else "unknown")
    if extension and extension not in KNOWN_EXTENSIONS:
        raise Refusal("unknown")
    return "csv" if extension == "csv" else "txt"
