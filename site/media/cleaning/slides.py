"""PPTX: no remarks, no passwords, no data that programs left behind; speaker notes stay."""

from media.cleaning.markup import Element, remove_all

REMOVED = ("modifyVerifier", "custDataLst", "custData", "cmLst", "cmAuthorLst")


def clean(root: Element) -> None:
    remove_all(root, [f"{{*}}{name}" for name in REMOVED])
