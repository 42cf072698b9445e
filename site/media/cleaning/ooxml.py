"""DOCX, XLSX and PPTX: packed anew with the parts that are shown, each without its authors."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from media.cleaning import sheets, slides, words
from media.cleaning.archives import Archive, Packing
from media.cleaning.images import clean_embedded
from media.cleaning.markup import Element, local, namespace, parsed, remove, unwrap, written
from media.cleaning.refusal import Refusal
from media.cleaning.relations import (
    Relation,
    is_kept,
    path_of_relations,
    read_relations,
    write_relations,
)

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:schemas-microsoft-com:office:office"
# The same documents in another vocabulary, which hardly anybody writes.
STRICT = "http://purl.oclc.org/ooxml"
TYPES_PART = "[Content_Types].xml"

VOCABULARIES: dict[str, Callable[[Element], None]] = {
    WORD: words.clean,
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": sheets.clean,
    "http://schemas.openxmlformats.org/presentationml/2006/main": slides.clean,
}
CLEANABLE_PICTURES = {
    "image/jpeg", "image/jpg", "image/pjpeg", "image/png", "image/gif", "image/bmp", "image/tiff",
    "image/webp",
}  # fmt: skip
FONTS = {
    "application/vnd.openxmlformats-officedocument.obfuscatedFont",
    "application/x-fontdata",
    "application/x-font-ttf",
}

# With the relation gone, these still show something.
SHOWN_WITHOUT = {"blip", "imagedata", "pageSetup", "fill", "stroke"}
# These must not stand empty.
CONTAINERS = {
    "ext", "extLst", "hyperlinks", "externalReferences", "custDataLst", "oleObjects", "controls",
    "slicerList", "tableParts", "customProperties", "definedNames",
}  # fmt: skip
# Edits by edits, and by whom: a vocabulary of its own in each version.
REVISIONS = re.compile(r"schemas\.microsoft\.com/office/.*/revision\d*$")
KEPT_MOVES = ("ppaction://hlinkshowjump", "ppaction://hlinksldjump", "ppaction://noaction")


@dataclass
class Package:
    """The parts of a document that are shown, found by walking its relations from the root."""

    archive: Archive
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[Relation]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = set(self.archive.names)
        types = parsed(self.archive.read(TYPES_PART))
        self.by_part = {
            element.get("PartName", "").lstrip("/"): element.get("ContentType", "")
            for element in types.iter(f"{{{TYPES}}}Override")
        }
        self.by_extension = {
            element.get("Extension", "").lower(): element.get("ContentType", "")
            for element in types.iter(f"{{{TYPES}}}Default")
        }
        waiting = [("", "")]
        while waiting:
            part, came_as = waiting.pop()
            if part in self.relations:
                continue
            if part:
                self.types[part] = self.type_of(part)
            self.relations[part] = self.kept_relations(part, came_as)
            waiting += [
                (relation.target, relation.kind)
                for relation in self.relations[part]
                if not relation.is_external
            ]

    def kept_relations(self, part: str, came_as: str) -> list[Relation]:
        path = path_of_relations(part)
        if path not in self.names:
            return []
        return [
            relation
            for relation in read_relations(self.archive.read(path), part=part)
            if is_kept(relation, came_as=came_as)
            and (relation.is_external or relation.target in self.names)
        ]

    def type_of(self, part: str) -> str:
        extension = posixpath.splitext(part)[1].lower().lstrip(".")
        return self.by_part.get(part) or self.by_extension.get(extension, "")


def clean_ooxml(source: Path, destination: Path) -> None:
    with Archive(source) as archive, Packing(destination) as packing:
        package = Package(archive)
        if not package.relations[""]:
            raise Refusal("corrupt")
        packing.add(TYPES_PART, content_types(package))
        for part, relations in package.relations.items():
            if relations:
                packing.add(path_of_relations(part), write_relations(relations, part=part))
            if part:
                packing.add(part, clean_part(package, part))


def content_types(package: Package) -> bytes:
    root = etree.Element(f"{{{TYPES}}}Types", nsmap={None: TYPES})
    relations = etree.SubElement(root, f"{{{TYPES}}}Default", Extension="rels")
    relations.set("ContentType", "application/vnd.openxmlformats-package.relationships+xml")
    for part, content_type in package.types.items():
        override = etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{part}")
        override.set("ContentType", content_type)
    return written(root)


def clean_part(package: Package, part: str) -> bytes:
    content_type = package.types[part]
    data = package.archive.read(part)
    if content_type.endswith(("+xml", "/xml")) and not content_type.startswith("image/"):
        root = parsed(data)
        clean_markup(root, {relation.id for relation in package.relations[part]})
        return written(root)
    if content_type in CLEANABLE_PICTURES:
        return clean_embedded(data)
    if content_type in FONTS:
        return data
    raise Refusal("picture" if content_type.startswith("image/") else "embedded")


def clean_markup(root: Element, kept: set[str]) -> None:
    if namespace(root.tag).startswith(STRICT):
        raise Refusal("cannot_clean")
    if vocabulary := VOCABULARIES.get(namespace(root.tag)):
        vocabulary(root)
    for element in list(root.iter()):
        let_go(element, kept)
        clean_attributes(element)


def let_go(element: Element, kept: set[str]) -> None:
    """Remove what points to a part that is dropped."""
    lost = [
        name
        for name, value in element.attrib.items()
        if namespace(name) == RELATIONS and value and value not in kept
    ]
    if not lost:
        return
    if local(element.tag) in SHOWN_WITHOUT:
        for name in lost:
            del element.attrib[name]
    elif element.tag == f"{{{WORD}}}hyperlink":
        unwrap(element)
    else:
        remove_with_container(element)


def remove_with_container(element: Element) -> None:
    parent = element.getparent()
    remove(element)
    while parent is not None and local(parent.tag) in CONTAINERS and not len(parent):
        element, parent = parent, parent.getparent()
        remove(element)


def is_link(element: Element) -> bool:
    return local(element.tag).startswith("hlink")


def clean_attributes(element: Element) -> None:
    for name, value in list(element.attrib.items()):
        if REVISIONS.search(namespace(name)):
            del element.attrib[name]
        elif name in (f"{{{OFFICE}}}title", f"{{{OFFICE}}}href"):
            # The name of a picture's file on its author's disk.
            del element.attrib[name]
        elif name == "action" and is_link(element) and not value.startswith(KEPT_MOVES):
            del element.attrib[name]
    name_of_part = local(element.tag)
    parent = element.getparent()
    if name_of_part == "docPr":
        element.set("name", "")
    elif name_of_part == "cNvPr" and parent is not None and local(parent.tag) == "nvPicPr":
        # The name of the file again. What a picture shows is said in `descr`, in texts of `docPr`.
        element.set("name", "")
        if "drawingml/2006/picture" in namespace(element.tag):
            element.attrib.pop("descr", None)
