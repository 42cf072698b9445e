"""XLSX: no notes, no other files behind the numbers, and nobody who last looked at them."""

import re

from media.cleaning.markup import Element, local, remove, remove_all

REMOVED = {
    "fileSharing", "workbookProtection", "externalReferences", "absPath", "revisionPtr",
    "fileRecoveryPr", "customWorkbookViews", "customSheetViews", "webPublishing",
    "webPublishItems", "smartTagPr", "smartTagTypes", "customProperties", "oleObjects", "controls",
    "scenarios", "protectedRanges", "legacyDrawing", "legacyDrawingHF", "documentId",
}  # fmt: skip
TELLING_ATTRIBUTES = {
    # Who last asked for the numbers, and when.
    "refreshedBy", "refreshedDate", "refreshedDateIso", "createdBy", "userName",
    # Passwords of people, as sums of them.
    "password", "hashValue", "saltValue", "algorithmName", "spinCount",
    # Connections that are not in the file any more.
    "connectionId", "queryTableFieldId",
    # Remarks on a name.
    "comment", "description", "statusBar", "help", "customMenu",
}  # fmt: skip
OTHER_FILE = re.compile(r"\[\d+\]")
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def clean(root: Element) -> None:
    remove_all(root, [f"{{*}}{name}" for name in REMOVED])
    for alternatives in list(root.iter(ALTERNATIVES)):
        if not any(len(choice) for choice in alternatives):
            remove(alternatives)
    for formula in list(root.iter("{*}f", "{*}definedName")):
        # The number it last gave stays in its cell.
        if OTHER_FILE.search(formula.text or ""):
            remove(formula)
    for names in list(root.iter("{*}definedNames")):
        if not len(names):
            remove(names)
    for element in root.iter():
        for name in list(element.attrib):
            if local(name) in TELLING_ATTRIBUTES:
                del element.attrib[name]
        if element.get("tableType") == "queryTable":
            del element.attrib["tableType"]
