"""PDF: written anew with what its pages show, so that no older state of it is left inside.

What may stay is listed for the document, its pages, its annotations and its pictures; what no list
names is taken out. Links lead to pages and addresses only, and nothing runs.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from media.cleaning import limits
from media.cleaning.pdf_streams import clean_stream
from media.cleaning.refusal import Refusal

HEAD = b"%PDF-"

KEPT_IN_DOCUMENT = {
    "/Type", "/Pages", "/PageLabels", "/Names", "/Dests", "/ViewerPreferences", "/PageLayout",
    "/PageMode", "/Outlines", "/AcroForm", "/StructTreeRoot", "/MarkInfo", "/Lang",
    "/OCProperties", "/Version", "/Extensions",
}  # fmt: skip
KEPT_IN_PAGE = {
    "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox",
    "/Contents", "/Rotate", "/Group", "/Annots", "/Tabs", "/StructParents", "/UserUnit",
}  # fmt: skip
KEPT_IN_FORM = {"/Fields", "/NeedAppearances", "/DR", "/DA", "/Q"}
KEPT_IN_ANNOTATION = {
    "/Type", "/Subtype", "/Rect", "/F", "/P", "/AP", "/AS", "/Border", "/BS", "/C", "/StructParent",
    "/OC", "/Lang",
    # Links.
    "/A", "/Dest", "/H", "/QuadPoints",
    # Fields of a form. Here /T is the name of the field; elsewhere it is that of a person.
    "/FT", "/T", "/TU", "/Ff", "/V", "/DV", "/DA", "/Q", "/MaxLen", "/Opt", "/TI", "/I", "/MK",
    "/Kids", "/Parent",
    # Words typed onto the page.
    "/Contents", "/DS", "/IT", "/CL", "/LE", "/RD", "/BE",
}  # fmt: skip
# Everything else is a remark of a reviewer, or sound, film or a file.
KEPT_ANNOTATIONS = {"/Link", "/Widget", "/FreeText"}

# Wherever they stand, they tell about people and programs, or do something.
DROPPED_ANYWHERE = (
    "/Metadata", "/PieceInfo", "/AF", "/AA", "/LastModified", "/Thumb", "/OPI", "/JS", "/EF",
    "/RichMediaContent", "/RichMediaSettings", "/CreatorInfo", "/XFA", "/Alternates", "/Ref",
    "/SourceInfo", "/URLS",
)  # fmt: skip
# Written by TeX: where on its author's disk a figure lay, and what that file said of itself.
DROPPED_BEGINNING = "/PTEX"
KEPT_ACTIONS = {"/GoTo", "/URI", "/Named"}
KEPT_ADDRESSES = ("http://", "https://", "mailto:", "tel:")


def clean_pdf(source: Path, destination: Path) -> int:
    """Write the PDF anew; return its number of pages."""
    with source.open("rb") as file:
        if file.read(len(HEAD)) != HEAD:
            raise Refusal("polyglot")
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=limits.PDF_STREAM_BYTES,
        run_length_max_memory=limits.PDF_STREAM_BYTES,
        png_max_memory=limits.PDF_STREAM_BYTES,
        tiff_max_memory=limits.PDF_STREAM_BYTES,
    )
    try:
        with pikepdf.open(source, suppress_warnings=True, attempt_recovery=False) as pdf:
            if is_signed(pdf):
                raise Refusal("signed")
            clean_document(pdf)
            pages = len(pdf.pages)
            pdf.save(
                destination,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
            )
    except pikepdf.PasswordError as error:
        raise Refusal("encrypted") from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError) as error:
        is_bomb = "memory" in str(error) or "limit" in str(error)
        raise Refusal("too_demanding" if is_bomb else "corrupt") from error
    if not pages:
        raise Refusal("corrupt")
    return pages


def is_signed(pdf: Pdf) -> bool:
    return any(
        is_mapping(item)
        and (
            "/ByteRange" in item
            or item.get("/Type") == Name.DocTimeStamp
            or (item.get("/FT") == Name.Sig and "/V" in item)
        )
        for item in pdf.objects
    )


def clean_document(pdf: Pdf) -> None:
    for key in set(pdf.trailer.keys()) - {"/Root", "/Size", "/Encrypt"}:
        del pdf.trailer[key]
    root = pdf.Root
    keep(root, KEPT_IN_DOCUMENT)
    if "/Names" in root:
        keep(root.Names, {"/Dests"})
    if "/AcroForm" in root:
        keep(root.AcroForm, KEPT_IN_FORM)
    if "/OCProperties" in root and "/D" in root.OCProperties:
        keep(root.OCProperties.D, set(root.OCProperties.D.keys()) - {"/Creator"})
    for page in pdf.pages:
        keep(page.obj, KEPT_IN_PAGE)
        clean_annotations(page.obj)
    for item in pdf.objects:
        for mapping in mappings_in(item):
            clean_mapping(mapping)
        if isinstance(item, Stream):
            clean_stream(item)


def clean_annotations(page: pikepdf.Object) -> None:
    annotations = page.get("/Annots")
    if not isinstance(annotations, Array):
        return
    kept = Array()
    for annotation in annotations:
        if not is_mapping(annotation):
            continue
        if str(annotation.get("/Subtype")) in KEPT_ANNOTATIONS:
            keep(annotation, KEPT_IN_ANNOTATION)
            if annotation.Subtype != Name.Widget and "/T" in annotation:
                del annotation["/T"]
            kept.append(annotation)
        else:
            # The structure of the document may name it still.
            keep(annotation, {"/Type", "/Subtype", "/Rect"})
    page.Annots = kept


def clean_mapping(mapping: pikepdf.Object) -> None:
    keys = set(mapping.keys())
    for key in keys:
        if key in DROPPED_ANYWHERE or key.startswith(DROPPED_BEGINNING):
            del mapping[key]
    for key in keys & {"/A", "/PA", "/Next"}:
        if is_action(mapping[key]) and not is_kept_action(mapping[key]):
            del mapping[key]


def is_action(value: Any) -> bool:
    # Structures have /A too, for attributes, and outlines /Next; neither has /S inside.
    return is_mapping(value) and "/S" in value


def is_kept_action(action: pikepdf.Object) -> bool:
    if "/Next" in action:
        del action["/Next"]
    address = str(action.get("/URI", "")).lower()
    return str(action.S) in KEPT_ACTIONS and (
        action.S != Name.URI or address.startswith(KEPT_ADDRESSES)
    )


def mappings_in(item: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the dictionaries of an object and inside it, not those it only names."""
    inside: list[Any]
    if isinstance(item, Array):
        inside = list(item)
    elif is_mapping(item):
        yield item
        inside = [value for _key, value in item.items()]
    else:
        return
    for value in inside:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from mappings_in(value)


def is_mapping(value: Any) -> bool:
    return isinstance(value, Dictionary | Stream)


def keep(mapping: pikepdf.Object, kept: set[str]) -> None:
    for key in set(mapping.keys()) - kept:
        del mapping[key]
