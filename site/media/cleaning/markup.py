"""XML inside a document: read without entities, without a network, within bounds."""

from collections.abc import Iterable
from typing import TypeAlias

from lxml import etree

from media.cleaning import limits
from media.cleaning.refusal import Refusal

Element: TypeAlias = etree._Element


def parsed(data: bytes) -> Element:
    """Return the root, without comments and instructions. Raises `Refusal` for a DTD."""
    if len(data) > limits.PART_BYTES or data.count(b"<") > limits.PART_TAGS:
        raise Refusal("too_demanding")
    # Without the zeros, UTF-16 reads as the letters it is made of. No document has a DTD.
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise Refusal("corrupt")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refusal("corrupt") from error
    if root.getroottree().docinfo.doctype:
        raise Refusal("corrupt")
    return root


def written(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def remove(element: Element) -> None:
    """Take the element out, and leave the words that follow it."""
    parent = element.getparent()
    if parent is None:
        return
    leave_words(element, element.tail)
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Put what the element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    leave_words(element, element.text)
    for child in list(element):
        element.addprevious(child)
    remove(element)


def leave_words(element: Element, words: str | None) -> None:
    """Add words where the element begins."""
    parent, previous = element.getparent(), element.getprevious()
    if not words or parent is None:
        return
    if previous is not None:
        previous.tail = (previous.tail or "") + words
    else:
        parent.text = (parent.text or "") + words


def remove_all(root: Element, tags: Iterable[str]) -> None:
    for element in list(root.iter(*tags)):
        remove(element)


def unwrap_all(root: Element, tags: Iterable[str]) -> None:
    for element in list(root.iter(*tags)):
        unwrap(element)


def local(name: str) -> str:
    return name.rpartition("}")[2]


def namespace(name: str) -> str:
    return name.rpartition("}")[0].removeprefix("{")
