"""Files that must not be kept: name, content, and the reason for which they are refused."""

import io
import zipfile
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.media.canaries import odf, office, pdfs, pictures
from tests.media.canaries.archives import members_of, packed, put
from tests.media.canaries.words import VISIBLE

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Refusable(NamedTuple):
    filename: str
    data: bytes
    code: str


def encrypted_pdf() -> bytes:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdfs.pdf())) as document:
        document.save(output, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return output.getvalue()


def signed_pdf() -> bytes:
    document = pikepdf.new()
    page = document.add_blank_page().obj
    signature = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Name=String("A person"))
    field = document.make_indirect(
        Dictionary(Subtype=Name.Widget, FT=Name.Sig, V=signature, Rect=[0, 0, 1, 1])
    )
    page.Annots = Array([field])
    document.Root.AcroForm = Dictionary(Fields=Array([field]))
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def encrypted_zip() -> bytes:
    """Return a document whose members claim to be behind a password."""
    data = bytearray(office.docx_file())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.start_dir
    data[at + 8] |= 1
    return bytes(data)


def docx_with(kind: str, path: str, content_type: str) -> bytes:
    members = members_of(office.docx_file())
    office.add_part(members, "word/document.xml", kind, path, "<a/>", content_type)
    return packed(members, telling=False)


def macro_docx() -> bytes:
    members = members_of(office.docx_file())
    types = members["[Content_Types].xml"].decode()
    members["[Content_Types].xml"] = types.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    ).encode()
    return packed(members, telling=False)


def odt_with(name: str, data: str) -> bytes:
    return packed({**members_of(odf.odf("odt")), name: data}, telling=False)


def encrypted_odt() -> bytes:
    members = members_of(odf.odf("odt"))
    put(members, "META-INF/manifest.xml", "</manifest:manifest>", "<manifest:encryption-data/>")
    return packed(members, telling=False)


def outside_docx() -> bytes:
    return packed({**members_of(office.docx_file()), "../../outside.txt": b"a"}, telling=False)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"\n\n<!-- a --><html><body>hello</body></html>"

REFUSED: dict[str, Refusable] = {
    "pdf behind a password": Refusable("a.pdf", encrypted_pdf(), "encrypted"),
    "pdf with a signature": Refusable("a.pdf", signed_pdf(), "signed"),
    "pdf cut off": Refusable("a.pdf", pdfs.pdf()[:2000], "corrupt"),
    "pdf behind a page": Refusable("a.pdf", b"<html>" + pdfs.pdf(), "polyglot"),
    "pdf called png": Refusable("a.png", pdfs.pdf(), "mismatch"),
    "png called pdf": Refusable("a.pdf", pictures.png(), "mismatch"),
    "text called pdf": Refusable("a.pdf", VISIBLE.encode(), "mismatch"),
    "pdf called exe": Refusable("a.pdf.exe", pdfs.pdf(), "name"),
    "jpeg called php": Refusable("a.php;.jpg", pictures.jpeg(), "name"),
    "jpeg called php before": Refusable("a.php.jpg", pictures.jpeg(), "name"),
    "jpeg cut off": Refusable("a.jpg", pictures.jpeg()[:-250], "corrupt"),
    "png cut off": Refusable("a.png", pictures.png()[:-120], "corrupt"),
    "svg": Refusable("a.svg", SVG, "name"),
    "svg called png": Refusable("a.png", SVG, "markup"),
    "page called txt": Refusable("a.txt", PAGE, "markup"),
    "page in utf-16 called txt": Refusable("a.txt", PAGE.decode().encode("utf-16"), "markup"),
    "csv of bytes": Refusable("a.csv", b"a;b\n\0\1\2", "mismatch"),
    "program": Refusable("a", b"\x7fELF" + bytes(100), "unknown"),
    "docx behind a password": Refusable(
        "a.docx", OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "encrypted"
    ),
    "docx with members behind a password": Refusable("a.docx", encrypted_zip(), "encrypted"),
    "docx with macros": Refusable("a.docx", macro_docx(), "macro"),
    "docx with a file inside": Refusable(
        "a.docx",
        docx_with("oleObject", "word/embeddings/o.bin", "application/vnd.oleobject"),
        "embedded",
    ),
    "docx with a drawing of old": Refusable(
        "a.docx", docx_with("image", "word/media/image9.emf", "image/x-emf"), "picture"
    ),
    "docx with a signature": Refusable(
        "a.docx",
        docx_with(
            "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin",
            "_xmlsignatures/origin.sigs",
            "application/vnd.openxmlformats-package.digital-signature-origin",
        ),
        "signed",
    ),
    "docx that reaches outside": Refusable("a.docx", outside_docx(), "corrupt"),
    "docx behind a picture": Refusable(
        "a.docx", b"PK\x03\x04" + bytes(9) + office.docx_file(), "polyglot"
    ),
    "docx before something": Refusable("a.docx", office.docx_file() + b"more", "polyglot"),
    "docx cut off": Refusable("a.docx", office.docx_file()[:-200], "corrupt"),
    "odt behind a password": Refusable("a.odt", encrypted_odt(), "encrypted"),
    "odt with macros": Refusable("a.odt", odt_with("Basic/Standard/a.xml", "<a/>"), "macro"),
    "odt with a file inside": Refusable("a.odt", odt_with("Object 1", "a"), "embedded"),
    "odt with a signature": Refusable(
        "a.odt", odt_with("META-INF/documentsignatures.xml", "<a/>"), "signed"
    ),
    "doc": Refusable("a.doc", OLE + bytes(600), "old_format"),
    "rtf": Refusable("a.rtf", b"{\\rtf1 a}", "old_format"),
    "zip": Refusable("a.zip", packed({"a.txt": b"a"}, telling=False), "cannot_clean"),
    "epub": Refusable(
        "a.epub", packed({"mimetype": "application/epub+zip"}, telling=False), "cannot_clean"
    ),
}
