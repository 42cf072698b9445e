"""Two versions side by side: what was added, removed, moved, and set in another style.

Blocks are paired first, the words inside a pair second. Each side's text is whole in the result.
"""

import difflib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prosemirror.model import Node

from coalitions.text.pairing import Pair, align
from coalitions.text.words import WORD, Block, Token, blocks, is_word

# Longer lines are compared as `difflib` does by default: without the words that are everywhere.
LONG_LINE = 2_000


@dataclass(frozen=True)
class Piece:
    """A run of words: “same”, “added”, “removed”, or “restyled”."""

    what: str
    text: str
    style: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Change:
    """A block of the comparison, in the order of the new version.

    `number` counts the changes, so that one can go from each to the next; None where nothing
    changed. `partner` says where a block that moved stood, or stands now.
    """

    block: Block
    what: str
    pieces: list[Piece]
    number: int | None = None
    partner: int | None = None
    was: str = ""


@dataclass(frozen=True)
class Comparison:
    changes: list[Change]
    # Of words “added”, “removed”, “restyled”; of blocks “moved”; and “changes” in all.
    counts: Counter[str]


def compare(old: Node, new: Node) -> Comparison:
    before, after = list(blocks(old)), list(blocks(new))
    counts: Counter[str] = Counter()
    changes = []
    for pair in align(before, after):
        counts["changes"] += pair.what != "same"
        counts["moved"] += pair.what == "moved here"
        change = _change(pair, before, after, counts["changes"])
        for piece in change.pieces:
            if piece.what != "same":
                counts[piece.what] += sum(map(is_word, WORD.findall(piece.text)))
        changes.append(change)
    return Comparison(changes, counts)


def _change(pair: Pair, before: list[Block], after: list[Block], number: int) -> Change:
    old = [before[pair.old]] if pair.old is not None else []
    if pair.what == "moved away":
        # Where it stands now it is shown; here, that it was here.
        return Change(old[0], pair.what, [], number, pair.new)
    new = [after[pair.new]] if pair.new is not None else []
    block = [*new, *old][0]
    pieces = compare_words(*(each[0].tokens if each else () for each in (old, new)))
    if pair.what == "same":
        return Change(block, pair.what, pieces)
    was = old[0].kind if old and old[0].kind != block.kind else ""
    return Change(block, pair.what, pieces, number, pair.new, was)


def compare_words(old: Sequence[Token], new: Sequence[Token]) -> list[Piece]:
    """Return the words of both lines, in an order in which either can be read."""
    matcher = difflib.SequenceMatcher(
        None,
        [each.text for each in old],
        [each.text for each in new],
        autojunk=len(old) > LONG_LINE,
    )
    pieces: list[Piece] = []
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        if op == "equal":
            for a, b in zip(old[i1:i2], new[j1:j2], strict=True):
                what = "same" if a.style == b.style else "restyled"
                pieces.append(Piece(what, b.text, b.style))
            continue
        pieces += [Piece("removed", each.text, each.style) for each in old[i1:i2]]
        pieces += [Piece("added", each.text, each.style) for each in new[j1:j2]]
    return _joined(_in_phrases(pieces))


def _in_phrases(pieces: list[Piece]) -> list[Piece]:
    """Take a lone space between two changes as changed too; what went comes before what came."""
    out: list[Piece] = []
    run: list[Piece] = []

    def end_run() -> None:
        out.extend(sorted(run, key=lambda each: each.what == "added"))
        run.clear()

    for n, piece in enumerate(pieces):
        around = {pieces[m].what for m in (n - 1, n + 1) if 0 <= m < len(pieces)}
        if piece.what in ("removed", "added"):
            run.append(piece)
        elif piece.what == "same" and piece.text.isspace() and around == {"removed", "added"}:
            run += [Piece(what, piece.text, piece.style) for what in ("removed", "added")]
        else:
            end_run()
            out.append(piece)
    end_run()
    return out


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    out: list[Piece] = []
    for piece in pieces:
        if out and (out[-1].what, out[-1].style) == (piece.what, piece.style):
            out[-1] = Piece(piece.what, out[-1].text + piece.text, piece.style)
        else:
            out.append(piece)
    return out
