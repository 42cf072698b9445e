"""A PDF that tells who wrote it, who remarked on it, and how it was before."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests.media.canaries import pictures
from tests.media.canaries.words import VISIBLE, canary

BOX = [20, 20, 60, 60]
LINK = "https://example.org/law"


def script(place: str) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(canary(place)))


def remark(document: Pdf, subtype: Name, place: str) -> pikepdf.Object:
    return document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=subtype,
            Rect=BOX,
            T=String(canary(f"{place} author")),
            Contents=String(canary(f"{place} words")),
            RC=String(canary(f"{place} rich words")),
            M=String(canary(f"{place} date")),
            NM=String(canary(f"{place} name")),
        )
    )


def picture(document: Pdf) -> Stream:
    told = Stream(document, pictures.jpeg())
    told.Type, told.Subtype, told.Filter = Name.XObject, Name.Image, Name.DCTDecode
    told.Width, told.Height, told.BitsPerComponent = pictures.WIDTH, pictures.HEIGHT, 8
    profile = Stream(document, pictures.profile())
    profile.N = 3
    told.ColorSpace = Array([Name.ICCBased, document.make_indirect(profile)])
    told.Metadata = document.make_indirect(Stream(document, pictures.xmp("picture xmp")))
    told.OPI = Dictionary(F=String(canary("opi")))
    return told


def pdf() -> bytes:
    """Return the document as its last change left it, with the state before that inside."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(300, 300)).obj
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    form = Stream(document, b"BT /F 9 Tf 20 120 Td (Article 1) Tj ET")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 300, 300])
    form.Resources = Dictionary(Font=Dictionary(F=font))
    form.PieceInfo = Dictionary(Private=String(canary("form piece")))
    form["/PTEX.FileName"] = String(canary("tex file"))
    page.Resources = Dictionary(
        Font=Dictionary(F=font),
        XObject=Dictionary(I=document.make_indirect(picture(document)), X=form),
    )
    shown = f"BT /F 12 Tf 20 200 Td ({VISIBLE}) Tj ET q 50 0 0 50 20 20 cm /I Do Q /X Do"
    page.Contents = Stream(document, shown.encode())
    page.PieceInfo = Dictionary(Private=String(canary("page piece")))
    page.LastModified = String(canary("page time"))
    page.Thumb = Stream(document, canary("page thumbnail").encode())
    page.AA = Dictionary(O=script("page script"))
    page.Metadata = Stream(document, pictures.xmp("page xmp"))
    page.Annots = annotations(document)
    complete(document)
    output = io.BytesIO()
    document.save(output, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return changed(output.getvalue())


def annotations(document: Pdf) -> Array:
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=BOX, A=Dictionary(S=Name.URI, URI=String(LINK))
    )
    link.NM = String(canary("link name"))
    launch = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=BOX,
        A=Dictionary(S=Name.Launch, F=String(canary("launch"))),
    )
    attached = remark(document, Name.FileAttachment, "attachment")
    attached.FS = filespec(document, "attached by annotation")
    field = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            Rect=BOX,
            FT=Name.Tx,
            T=String("Name"),
            AA=Dictionary(K=script("field script")),
        )
    )
    document.Root.AcroForm = Dictionary(Fields=Array([field]), XFA=String(canary("xfa")))
    return Array(
        [
            link,
            launch,
            attached,
            field,
            remark(document, Name.Text, "note"),
            remark(document, Name.Highlight, "highlight"),
            remark(document, Name.Popup, "popup"),
        ]
    )


def filespec(document: Pdf, place: str) -> Dictionary:
    inside = Stream(document, canary(place).encode())
    inside.Type = Name.EmbeddedFile
    return Dictionary(
        Type=Name.Filespec,
        F=String(canary(f"{place} name")),
        EF=Dictionary(F=document.make_indirect(inside)),
    )


def complete(document: Pdf) -> None:
    root = document.Root
    root.Metadata = Stream(document, pictures.xmp("document xmp"))
    root.PieceInfo = Dictionary(Private=String(canary("document piece")))
    root.OpenAction = script("open action")
    root.AA = Dictionary(WC=script("closing script"))
    root.AF = Array([filespec(document, "associated file")])
    root.Names = Dictionary(
        EmbeddedFiles=Dictionary(Names=[String("a"), filespec(document, "attached file")]),
        JavaScript=Dictionary(Names=[String("b"), script("named script")]),
    )
    root["/KanariRootKey"] = String(canary("root key"))
    root.StructTreeRoot = Dictionary(
        Type=Name.StructTreeRoot,
        K=Dictionary(S=Name.Figure, Alt=String("A boat"), A=Dictionary(O=Name.Layout)),
    )
    document.docinfo["/Author"] = canary("author")
    document.docinfo["/Title"] = canary("title")
    document.docinfo["/Producer"] = canary("producer")
    document.trailer.ID = Array([String(canary("id")), String(canary("id again"))])


def changed(data: bytes) -> bytes:
    """Append a revision, as programs do that save quickly: what it replaces is still there."""
    with pikepdf.open(io.BytesIO(data)) as document:
        info, size = document.trailer.Info.objgen[0], int(document.trailer.Size)
        root = document.Root.objgen[0]
    start = int(data.rpartition(b"startxref\n")[2].split()[0])
    update = f"{info} 0 obj\n<< /Author ({canary('later author')}) >>\nendobj\n".encode()
    table = (
        f"xref\n{info} 1\n{len(data):010d} 00000 n \n"
        f"trailer\n<< /Size {size} /Root {root} 0 R /Info {info} 0 R /Prev {start} >>\n"
        f"startxref\n{len(data) + len(update)}\n%%EOF\n"
    )
    return data + update + table.encode()
