"""ODT, ODS and ODP: packed anew with text, styles and pictures, each without its authors."""

import re
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from media.cleaning.archives import Archive, Packing
from media.cleaning.images import clean_embedded
from media.cleaning.markup import Element, local, parsed, remove, remove_all, unwrap, written
from media.cleaning.refusal import Refusal

MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
MANIFEST_PART = "META-INF/manifest.xml"
SIGNATURES = "META-INF/documentsignatures.xml"
HREF = "{http://www.w3.org/1999/xlink}href"
CONFIG = "{urn:oasis:names:tc:opendocument:xmlns:config:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"

MACROS = ("Basic/", "Scripts/", "Dialogs/")
# The document itself, and charts and formulas inside it, which are documents too.
MARKUP_PART = re.compile(r"(?:Object [^/]+/)?(?:content|styles|settings)\.xml")
OLE_PART = re.compile(r"Object [^/]+")
PICTURE_PART = re.compile(r"(?:Object [^/]+/)?(?:Pictures|media)/[^/]+")
FONT_PART = re.compile(r"Fonts/[^/]+\.[ot]tf")
PICTURE_TYPES = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif",
    "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff", "webp": "image/webp",
}  # fmt: skip

REMOVED = {
    "annotation", "annotation-end", "tracked-changes", "change", "change-start", "change-end",
    "event-listeners", "scripts", "section-source", "table-source", "cell-range-source",
    "dde-source", "dde-connection-decls", "dde-connection", "database-source-sql",
    "database-source-table", "database-source-query", "connection-resource",
}  # fmt: skip
EMBEDDED = {"object-ole", "plugin", "applet", "floating-frame"}
TELLING_ATTRIBUTES = {"rsid", "paragraph-rsid", "protection-key", "protection-key-digest-algorithm"}
KEPT_ADDRESSES = ("http://", "https://", "mailto:", "tel:", "#")
LINKS = {"a"}
# A setting that is a number or a yes changes how text is laid out; words name printers and people.
KEPT_SETTINGS = {"boolean", "short", "int", "long", "double"}
SITTINGS = {"Rsid", "RsidRoot"}
# Which window was open where.
VIEW = "ooo:view-settings"


def clean_odf(source: Path, destination: Path) -> None:
    with Archive(source) as archive, Packing(destination) as packing:
        refuse(archive)
        kinds = {"/": archive.read("mimetype").decode("ascii").strip()}
        # First and unpacked, so that the kind of the file can be read off its beginning.
        packing.add("mimetype", kinds["/"].encode(), packed=False)
        shown: set[str] = set()
        for part in filter(MARKUP_PART.fullmatch, archive.names):
            root = parsed(archive.read(part))
            clean_markup(root)
            shown |= {target(part, element.get(HREF, "")) for element in root.iter()}
            packing.add(part, written(root))
            kinds[part] = "text/xml"
        if "content.xml" not in kinds:
            raise Refusal("corrupt")
        for part in shown.intersection(archive.names):
            if PICTURE_PART.fullmatch(part):
                packing.add(part, clean_embedded(archive.read(part)))
                kinds[part] = PICTURE_TYPES[extension(part)]
            elif FONT_PART.fullmatch(part):
                packing.add(part, archive.read(part))
                kinds[part] = "application/x-font-ttf"
        kinds |= kinds_of_objects(archive, kinds)
        packing.add(MANIFEST_PART, manifest(kinds))


def refuse(archive: Archive) -> None:
    """Raise `Refusal` for what must not simply disappear from a document."""
    if MANIFEST_PART not in archive.names or "content.xml" not in archive.names:
        raise Refusal("corrupt")
    entries = parsed(archive.read(MANIFEST_PART))
    if entries.find(f".//{{{MANIFEST}}}encryption-data") is not None:
        raise Refusal("encrypted")
    if SIGNATURES in archive.names:
        raise Refusal("signed")
    if any(name.startswith(MACROS) and not name.endswith("/") for name in archive.names):
        raise Refusal("macro")
    if any(OLE_PART.fullmatch(name) for name in archive.names):
        raise Refusal("embedded")


def clean_markup(root: Element) -> None:
    if any(local(element.tag) in EMBEDDED for element in root.iter()):
        raise Refusal("embedded")
    remove_all(root, [*(f"{{*}}{name}" for name in REMOVED), f"{DC}creator", f"{DC}date"])
    for element in list(root.iter()):
        if HREF in element.attrib:
            clean_link(element)
        for name in list(element.attrib):
            if local(name) in TELLING_ATTRIBUTES:
                del element.attrib[name]
    for items in list(root.iter(f"{CONFIG}config-item-set")):
        if items.get(f"{CONFIG}name") == VIEW:
            remove(items)
    for item in list(root.iter(f"{CONFIG}config-item")):
        is_sitting = item.get(f"{CONFIG}name") in SITTINGS
        if is_sitting or item.get(f"{CONFIG}type") not in KEPT_SETTINGS:
            remove(item)


def clean_link(element: Element) -> None:
    """Keep links of people to addresses, and what the document shows of itself."""
    href = element.get(HREF, "")
    if local(element.tag) in LINKS:
        if not href.lower().startswith(KEPT_ADDRESSES):
            unwrap(element)
        return
    inside = href.removeprefix("./")
    if PICTURE_PART.fullmatch(inside):
        if extension(inside) not in PICTURE_TYPES:
            let_go_of_picture(element)
    elif not (FONT_PART.fullmatch(inside) or OLE_PART.fullmatch(inside) or href in ("", "#")):
        remove(element)


def let_go_of_picture(element: Element) -> None:
    """Remove a picture that cannot be cleaned, if the same is there in another format."""
    frame = element.getparent()
    others = [] if frame is None else frame.findall(element.tag)
    if not any(extension(other.get(HREF, "")) in PICTURE_TYPES for other in others):
        raise Refusal("picture")
    remove(element)


def target(part: str, href: str) -> str:
    folder, _slash, _name = part.rpartition("/")
    inside = href.removeprefix("./")
    return f"{folder}/{inside}" if folder else inside


def extension(name: str) -> str:
    return name.rpartition(".")[2].lower()


def kinds_of_objects(archive: Archive, kept: Iterable[str]) -> dict[str, str]:
    """Return what each document inside the document is, as its old list of parts says."""
    folders = {name.rpartition("/")[0] + "/" for name in kept if name.startswith("Object ")}
    return {
        entry.get(f"{{{MANIFEST}}}full-path", ""): entry.get(f"{{{MANIFEST}}}media-type", "")
        for entry in parsed(archive.read(MANIFEST_PART)).iter(f"{{{MANIFEST}}}file-entry")
        if entry.get(f"{{{MANIFEST}}}full-path") in folders
    }


def manifest(kinds: dict[str, str]) -> bytes:
    root = etree.Element(f"{{{MANIFEST}}}manifest", nsmap={"manifest": MANIFEST})
    root.set(f"{{{MANIFEST}}}version", "1.2")
    for path, kind in kinds.items():
        entry = etree.SubElement(root, f"{{{MANIFEST}}}file-entry")
        entry.set(f"{{{MANIFEST}}}full-path", path)
        entry.set(f"{{{MANIFEST}}}media-type", kind)
    return written(root)
