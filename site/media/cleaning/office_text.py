"""The words of Office documents: texts as they run, slides in order, sheets by their cells.

Notes of speakers are left out: the search would quote what the slides do not say.
"""

from collections.abc import Callable, Iterator

from media.cleaning.archives import Archive
from media.cleaning.markup import Element, local, parsed
from media.cleaning.plain import PAGE_BREAK
from media.cleaning.refusal import Refusal
from media.cleaning.relations import path_of_relations, read_relations

RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ODF_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
ODF_PAGE = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}page"
ODF_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table"
ODF_NOTES = "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}notes"
SPACES = f"{ODF_TEXT}c"
MOST_SPACES = 80

Read = tuple[str, int | None]


def docx_text(archive: Archive) -> Read:
    main, targets = main_part(archive)
    notes = [
        path for kind in ("footnotes", "endnotes") for path in targets.values() if kind in path
    ]
    return "\n".join(
        "".join(paragraphs(parsed(archive.read(part)), WORD)) for part in [main, *notes]
    ), None


def pptx_text(archive: Archive) -> Read:
    slides = listed_parts(archive, "{*}sldId")
    texts = ["".join(paragraphs(parsed(archive.read(slide)), DRAWING)) for slide in slides]
    return PAGE_BREAK.join(texts), len(slides)


def xlsx_text(archive: Archive) -> Read:
    sheets = listed_parts(archive, "{*}sheets/{*}sheet")
    _main, targets = main_part(archive)
    shared = [
        "".join(shown_strings(item))
        for path in targets.values()
        if path.endswith("sharedStrings.xml")
        for item in parsed(archive.read(path)).iter("{*}si")
    ]
    lines = [
        "\t".join(words)
        for sheet in sheets
        for row in parsed(archive.read(sheet)).iter("{*}row")
        if (words := [cell_text(cell, shared) for cell in row.iter("{*}c")])
    ]
    return "\n".join(lines), len(sheets)


def cell_text(cell: Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(shown_strings(cell))
    value = cell.findtext("{*}v", "")
    if cell.get("t") != "s":
        return value
    try:
        return shared[int(value)]
    except (ValueError, IndexError) as error:
        raise Refusal("corrupt") from error


def shown_strings(item: Element) -> Iterator[str]:
    """Yield the text without how it is pronounced, which Japanese tables keep beside it."""
    for text in item.iter("{*}t"):
        parent = text.getparent()
        if parent is None or local(parent.tag) != "rPh":
            yield text.text or ""


def paragraphs(root: Element, prefix: str) -> Iterator[str]:
    """Yield text as it runs, tables included, and a line's end after each paragraph.

    Of what is there twice for older programs, the first is read.
    """
    if local(root.tag) == "Fallback":
        return
    if root.tag == f"{prefix}t":
        yield root.text or ""
    elif root.tag == f"{prefix}tab" and root.getparent() is not None and is_run(root):
        yield "\t"
    elif root.tag in (f"{prefix}br", f"{prefix}cr"):
        yield "\n"
    for child in root:
        yield from paragraphs(child, prefix)
    if root.tag == f"{prefix}p":
        yield "\n"


def is_run(element: Element) -> bool:
    # Tabs stand in the settings of a paragraph too.
    parent = element.getparent()
    return parent is not None and local(parent.tag) == "r"


def main_part(archive: Archive) -> tuple[str, dict[str, str]]:
    """Return the main part, and the path of each part it names by its id."""
    relations = read_relations(archive.read("_rels/.rels"), part="")
    for relation in relations:
        if relation.kind == "officeDocument":
            main = relation.target
            path = path_of_relations(main)
            below = read_relations(archive.read(path), part=main) if path in archive.names else []
            return main, {found.id: found.target for found in below if not found.is_external}
    raise Refusal("corrupt")


def listed_parts(archive: Archive, entry: str) -> list[str]:
    main, targets = main_part(archive)
    names = [
        item.get(RELATION_ID, "") for item in parsed(archive.read(main)).iterfind(f".//{entry}")
    ]
    return [targets[name] for name in names if name in targets]


def odt_text(archive: Archive) -> Read:
    return "".join(odf_paragraphs(parsed(archive.read("content.xml")))), None


def ods_text(archive: Archive) -> Read:
    root = parsed(archive.read("content.xml"))
    return "".join(odf_paragraphs(root)), sum(1 for _sheet in root.iter(ODF_TABLE))


def odp_text(archive: Archive) -> Read:
    slides = list(parsed(archive.read("content.xml")).iter(ODF_PAGE))
    return PAGE_BREAK.join("".join(odf_paragraphs(slide)) for slide in slides), len(slides)


def odf_paragraphs(element: Element) -> Iterator[str]:
    if (
        element.tag in (ODF_NOTES, f"{ODF_TEXT}tracked-changes")
        or local(element.tag) == "annotation"
    ):
        return
    is_paragraph = element.tag in (f"{ODF_TEXT}p", f"{ODF_TEXT}h")
    if element.tag == f"{ODF_TEXT}s":
        yield " " * min(int(element.get(SPACES, "1")), MOST_SPACES)
    elif element.tag == f"{ODF_TEXT}tab":
        yield "\t"
    elif element.tag == f"{ODF_TEXT}line-break":
        yield "\n"
    yield element.text or ""
    for child in element:
        yield from odf_paragraphs(child)
        yield child.tail or ""
    if is_paragraph:
        yield "\n"


READERS: dict[str, Callable[[Archive], Read]] = {
    "docx": docx_text,
    "xlsx": xlsx_text,
    "pptx": pptx_text,
    "odt": odt_text,
    "ods": ods_text,
    "odp": odp_text,
}
