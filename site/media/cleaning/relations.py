"""What the parts of an Office document may be to each other; a part of any other kind is dropped.

This is the list that decides what stays in the file: properties, thumbnails, comments, people,
revisions, printers, connections and whatever comes with the next version are not on it.
"""

import posixpath
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from lxml import etree

from media.cleaning.markup import parsed, written
from media.cleaning.refusal import Refusal

NAMESPACE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"

KEPT = {
    "officeDocument",
    # Texts.
    "styles", "theme", "themeOverride", "settings", "webSettings", "fontTable", "font", "numbering",
    "header", "footer", "footnotes", "endnotes", "stylesWithEffects", "glossaryDocument",
    # Slides.
    "slide", "slideLayout", "slideMaster", "notesSlide", "notesMaster", "handoutMaster",
    "presProps", "viewProps", "tableStyles",
    # Sheets.
    "worksheet", "chartsheet", "sharedStrings", "table", "pivotTable", "pivotCacheDefinition",
    "pivotCacheRecords", "sheetMetadata", "slicer", "slicerCache", "timeline", "timelineCache",
    "rdRichValue", "rdRichValueStructure", "rdRichValueTypes", "rdArray", "rdSupportingPropertyBag",
    "rdSupportingPropertyBagStructure",
    # What both show.
    "image", "hyperlink", "drawing", "chart", "chartEx", "chartUserShapes", "chartStyle",
    "chartColorStyle", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors",
    "diagramDrawing",
}  # fmt: skip
# Files inside the document. What a chart was drawn from is only dropped: the chart has its numbers.
EMBEDDED = {
    "oleObject", "package", "control", "activeXControlBinary", "audio", "video", "media", "aFChunk",
    "subDocument", "frame", "model3d",
}  # fmt: skip
CHARTS = {"chart", "chartEx"}
MACROS = {"vbaProject", "wordVbaData", "xlMacrosheet", "xlIntlMacrosheet", "macrosheet"}
SIGNATURES = {"origin", "signature"}
KEPT_ADDRESSES = ("http://", "https://", "mailto:", "tel:", "#")


@dataclass(frozen=True)
class Relation:
    id: str
    type: str
    target: str
    is_external: bool

    @property
    def kind(self) -> str:
        return self.type.rpartition("/")[2]


def path_of_relations(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def read_relations(data: bytes, *, part: str) -> list[Relation]:
    folder = posixpath.dirname(part)
    relations = []
    for element in parsed(data).iter(f"{{{NAMESPACE}}}Relationship"):
        target = element.get("Target", "")
        is_external = element.get("TargetMode") == "External"
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target)))[1:]
        relations.append(
            Relation(element.get("Id", ""), element.get("Type", ""), target, is_external)
        )
    return relations


def is_kept(relation: Relation, *, came_as: str) -> bool:
    """Say whether the relation stays. Raises `Refusal` for what must not simply disappear."""
    if relation.kind in MACROS:
        raise Refusal("macro")
    if relation.kind in SIGNATURES and "digital-signature" in relation.type:
        raise Refusal("signed")
    if relation.is_external:
        return relation.kind == "hyperlink" and relation.target.lower().startswith(KEPT_ADDRESSES)
    if relation.kind in EMBEDDED and came_as not in CHARTS:
        raise Refusal("embedded")
    return relation.kind in KEPT and not relation.target.lower().endswith(".svg")


def write_relations(relations: list[Relation], *, part: str) -> bytes:
    folder = posixpath.dirname(part)
    root = etree.Element(f"{{{NAMESPACE}}}Relationships", nsmap={None: NAMESPACE})
    for relation in relations:
        element = etree.SubElement(root, f"{{{NAMESPACE}}}Relationship")
        element.set("Id", relation.id)
        element.set("Type", relation.type)
        if relation.is_external:
            element.set("Target", relation.target)
            element.set("TargetMode", "External")
        else:
            element.set("Target", posixpath.relpath(relation.target, folder or "."))
    return written(root)
