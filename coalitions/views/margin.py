"""A draft with what is said of it: each thread beside the block in which its passage begins."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from django.utils.safestring import SafeString, mark_safe
from prosemirror.model import Node

from coalitions.models import Thread
from coalitions.text.anchoring import anchors_by_block
from coalitions.text.html import annotated

OPEN, DONE = "anchor", "anchor anchor--done"


@dataclass
class Piece:
    """Some blocks of a text, and the threads on the last of them."""

    html: SafeString
    threads: list[Thread]


@dataclass
class Margin:
    pieces: list[Piece]
    # Whose passage is not in the text any more.
    gone: list[Thread] = field(default_factory=list)


def beside(document: Node, threads: Iterable[Thread], *, places: bool) -> Margin:
    by_anchor = {thread.anchor: thread for thread in threads}
    classes = {anchor: DONE if thread.resolved_at else OPEN for anchor, thread in by_anchor.items()}
    blocks = annotated(document, classes, places=places)
    here = [
        [thread for anchor, thread in by_anchor.items() if anchor in anchors]
        for anchors in anchors_by_block(document)
    ]
    found = {thread.pk for thread in chain(*here)}
    gone = [thread for thread in by_anchor.values() if thread.pk not in found]
    return Margin(list(_pieces(blocks, here)), gone)


def _pieces(blocks: list[SafeString], threads: list[list[Thread]]) -> Iterator[Piece]:
    """Yield blocks that nobody says anything of together, and each other one alone."""
    waiting: list[SafeString] = []
    for block, said in zip(blocks, threads, strict=True):
        if said and waiting:
            yield Piece(_joined(waiting), [])
            waiting = []
        waiting.append(block)
        if said:
            yield Piece(block, said)
            waiting = []
    if waiting:
        yield Piece(_joined(waiting), [])


def _joined(blocks: list[SafeString]) -> SafeString:
    return mark_safe("\n".join(blocks))  # noqa: S308 (each is)
