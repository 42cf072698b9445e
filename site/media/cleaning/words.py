"""DOCX: changes are accepted, remarks are gone, and no word tells in which sitting it was written.

Words that are hidden stay: they are part of what somebody wrote.
"""

import re
from collections.abc import Iterator

from media.cleaning.markup import Element, local, remove, remove_all, unwrap, unwrap_all

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

REMOVED = {
    # What was deleted, and how it looked before.
    "del", "moveFrom", "cellIns", "cellMerge", "rPrChange", "pPrChange", "sectPrChange",
    "tblPrChange", "tblGridChange", "tblPrExChange", "tcPrChange", "trPrChange", "numberingChange",
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
    "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd",
    "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd",
    # Remarks, and who may change what.
    "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "permStart",
    "permEnd",
    # Settings that know the author's disk, data, passwords and sittings.
    "rsids", "attachedTemplate", "documentProtection", "writeProtection", "mailMerge", "docVars",
    "trackRevisions", "dataBinding", "attachedSchema", "saveThroughXslt", "docId",
}  # fmt: skip
ACCEPTED = {"ins", "moveTo"}
TELLING_ATTRIBUTES = {"author", "date", "dateUtc", "initials", "userId", "paraId", "textId"}
SITTING = re.compile(r"rsid\w*")
# They fetch or start something, and name places on the author's disk.
REACHING_FIELDS = {
    "DDE", "DDEAUTO", "LINK", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "INCLUDE", "DATABASE",
    "RD", "MACROBUTTON", "TEMPLATE", "FILENAME",
}  # fmt: skip


def clean(root: Element) -> None:
    for paragraph in list(root.iter(f"{W}p")):
        if is_mark_deleted(paragraph):
            join_to_next(paragraph)
    for row in list(root.iter(f"{W}tr")):
        if has(row, "trPr", "del"):
            remove(row)
    for cell in list(root.iter(f"{W}tc")):
        if has(cell, "tcPr", "cellDel"):
            remove(cell)
    # By their last name: later versions have brought vocabularies of their own.
    remove_all(root, [f"{{*}}{name}" for name in REMOVED if name != "del"])
    remove_all(root, [f"{W}del"])
    unwrap_all(root, [f"{W}{name}" for name in ACCEPTED])
    still_fields(root)
    for element in root.iter():
        for name in list(element.attrib):
            if local(name) in TELLING_ATTRIBUTES or SITTING.fullmatch(local(name)):
                del element.attrib[name]


def has(element: Element, *path: str) -> bool:
    return element.find("/".join(f"{W}{name}" for name in path)) is not None


def is_mark_deleted(paragraph: Element) -> bool:
    return has(paragraph, "pPr", "rPr", "del") or has(paragraph, "pPr", "rPr", "moveFrom")


def join_to_next(paragraph: Element) -> None:
    """Accept that the end of this paragraph was deleted: what it holds begins the next one."""
    following = paragraph.getnext()
    while following is not None and following.tag.startswith(W) and "Range" in following.tag:
        following = following.getnext()
    if following is None or following.tag != f"{W}p":
        return
    start = 1 if following.find(f"{W}pPr") is not None else 0
    for child in [child for child in paragraph if child.tag != f"{W}pPr"]:
        following.insert(start, child)
        start += 1
    remove(paragraph)


def still_fields(root: Element) -> None:
    """Leave the words of fields that would fetch something, and take away how."""
    for field in list(root.iter(f"{W}fldSimple")):
        if is_reaching(field.get(f"{W}instr", "")):
            unwrap(field)
    for instructions in complex_fields(root):
        if is_reaching("".join(element.text or "" for element in instructions)):
            for element in instructions:
                # A field that asks for nothing, and keeps the result it has.
                element.text = " QUOTE " if element is instructions[0] else ""


def complex_fields(root: Element) -> Iterator[list[Element]]:
    """Yield, for each field, the pieces of its instruction: it may be cut anywhere."""
    open_fields: list[list[Element]] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText"):
        if element.tag == f"{W}instrText":
            if open_fields:
                open_fields[-1].append(element)
        elif element.get(f"{W}fldCharType") == "begin":
            open_fields.append([])
        elif element.get(f"{W}fldCharType") == "end" and open_fields:
            yield open_fields.pop()


def is_reaching(instruction: str) -> bool:
    first, *_rest = [*instruction.split(maxsplit=1), ""]
    return first.upper() in REACHING_FIELDS
