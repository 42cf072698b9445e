"""What a save of the plain form changed, as steps: so it merges with what others wrote meanwhile.

A whole text in place of a whole text would lose what others typed since, and every comment. So only
the words that differ become steps, from the version the form was opened with, as an editor's do.
"""

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from prosemirror.model import Fragment, Mark, Node, Slice
from prosemirror.transform import Mapping

from coalitions.text import markdown
from coalitions.text.pairing import heaviest_rising, most_alike
from coalitions.text.schema import SCHEMA, attr, children, without_comments
from coalitions.text.steps import Replace, ReplaceAround
from coalitions.text.words import WORD, tokens


def form_steps(
    base: Node, wanted: Node, over: Sequence[Any], now: Node
) -> tuple[list[Any], list[str]]:
    """Return the steps from the version the form was opened with to the text that came back.

    A deletion that would take along what another person wrote there meanwhile deletes nothing: both
    stay, and the second value says which words they are. `over` are the steps since `base`, which
    made `now`.
    """
    mapping = Mapping([step.get_map() for step in over])
    steps, kept = [], []
    for step in steps_between(base, wanted):
        start, end = mapping.map(step.from_, 1), mapping.map(step.to, -1)
        if isinstance(step, Replace) and end > start:
            seen = WORD.findall(base.text_between(step.from_, step.to, " ", " "))
            there = now.text_between(start, end, " ", " ")
            if Counter(WORD.findall(there)) - Counter(seen):
                kept.append(there)
                step = Replace(step.to, step.to, step.slice)
        steps.append(step)
    return steps, kept


def steps_between(old: Node, new: Node) -> list[Any]:
    edits: list[Any] = []
    _compare_children(old, new, 0, edits)

    def order(step: Any) -> Any:
        # Another kind of block first, which moves nothing; then from the end to the start, so that
        # no step moves the place of another.
        return isinstance(step, ReplaceAround), step.from_, step.to

    return sorted(edits, key=order, reverse=True)


def _compare_children(old: Node, new: Node, start: int, edits: list[Any]) -> None:
    olds, news = children(old), children(new)
    places = [start]
    for child in olds:
        places.append(places[-1] + child.node_size)
    stayed, moved = _paired(olds, news)
    i = first = 0
    for j in [*stayed, len(news)]:
        # All that is new or gone before this pair, in one step: the content stays valid.
        until = stayed.get(j, len(olds))
        if until > i or j > first:
            fresh = [
                _with_anchors(olds[moved[n]], news[n]) if n in moved else news[n]
                for n in range(first, j)
            ]
            content = Slice(Fragment.from_(fresh), 0, 0)
            edits.append(Replace(places[i], places[until], content))
        if j < len(news):
            _compare_pair(olds[until], news[j], places[until], edits)
        i, first = until + 1, j + 1


@dataclass(frozen=True)
class _Whole:
    """A block with all that is in it, as `pairing` compares two."""

    key: Any
    words: Counter[str]


def _whole(node: Node) -> _Whole:
    texts = [token.text for token in _all_tokens(node)]
    words = Counter(text for text in texts if not text.isspace())
    if node.type.name in _WRITABLE:
        # What reads the same as Markdown is the same: an editor keeps more, a space at the end.
        return _Whole((node.type.name, markdown.write_block(without_comments(node))), words)
    return _Whole((node.type.name, tuple(_all_tokens(node))), words)


_WRITABLE = {"paragraph", "heading", "blockquote", "table", "bullet_list", "ordered_list"}


def _all_tokens(node: Node) -> Iterator[Any]:
    if node.inline_content:
        yield from tokens(node)
    else:
        for child in children(node):
            yield from _all_tokens(child)


def _paired(olds: Sequence[Node], news: Sequence[Node]) -> tuple[dict[int, int], dict[int, int]]:
    """Return for new nodes the old ones they come from: in their order, and those that moved."""
    before, after = list(map(_whole, olds)), list(map(_whole, news))
    partner = {j: i for j, i in most_alike(before, after).items() if _alike(olds[i], news[j])}
    weight = {j: 1 + before[i].words.total() for j, i in partner.items()}
    stayed = heaviest_rising(sorted(partner.items()), weight)
    return dict(sorted(stayed.items())), {j: i for j, i in partner.items() if j not in stayed}


def _alike(old: Node, new: Node) -> bool:
    """Whether one can become the other by steps inside it."""
    if old.is_textblock and new.is_textblock:
        cells = ("table_header", "table_cell")
        return (old.type.name in cells) == (new.type.name in cells)
    if old.type.name == "ordered_list" and old.attrs != new.attrs:
        return False
    return old.type is new.type


def _with_anchors(old: Node, new: Node) -> Node:
    """Return a block that moved, with the comments it had where it stood."""
    if old.type.name not in _WRITABLE:
        return new
    document = SCHEMA.node("doc", None, [old])
    for step in steps_between(document, SCHEMA.node("doc", None, [new])):
        document = step.apply(document).doc
    return document.child(0)


def _compare_pair(old: Node, new: Node, place: int, edits: list[Any]) -> None:
    if _whole(old).key == _whole(new).key:
        return
    if not old.inline_content:
        _compare_children(old, new, place + 1, edits)
        return
    if not old.has_markup(new.type, new.attrs):
        shell = Slice(Fragment.from_(new.type.create(new.attrs)), 0, 0)
        end = place + old.node_size
        edits.append(ReplaceAround(place, end, place + 1, end - 1, shell, 1, True))
    edits += _line_steps(old, new, place + 1)


@dataclass(frozen=True)
class _Word:
    """A word, a break or a note of a line, and where it is, in UTF-16 as ProseMirror counts."""

    key: Any
    comments: dict[str, Mark]
    start: int
    end: int


def _line_steps(old: Node, new: Node, start: int) -> Iterator[Replace]:
    before, after = list(_words_of(old)), list(_words_of(new))
    matcher = difflib.SequenceMatcher(
        None, [each.key for each in before], [each.key for each in after], autojunk=False
    )
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        if op == "equal":
            continue
        at = before[i1].start if i1 < i2 else before[i1 - 1].end if i1 else 0
        end = before[i2 - 1].end if i1 < i2 else at
        content = Fragment.empty
        if j1 < j2:
            inserted = new.content.cut(after[j1].start, after[j2 - 1].end)
            content = _anchored(inserted, _comments_around(before, i1, i2))
        yield Replace(start + at, start + end, Slice(content, 0, 0))


def _comments_around(line: list[_Word], first: int, last: int) -> dict[str, Mark]:
    """Return the comments that hold both sides of a place, or all that is replaced there."""
    sides = [line[n].comments if 0 <= n < len(line) else {} for n in (first - 1, last)]
    kept = set(sides[0]) & set(sides[1])
    replaced = line[first:last]
    if replaced:
        kept |= set.intersection(*(set(word.comments) for word in replaced))
    known = {
        key: mark
        for each in [*sides, *(w.comments for w in replaced)]
        for key, mark in each.items()
    }
    return {key: known[key] for key in kept}


def _words_of(parent: Node) -> Iterator[_Word]:
    at = 0
    for node in children(parent):
        plain = frozenset(
            (m.type.name, m.attrs.get("href")) for m in node.marks if m.type.name != "comment"
        )
        comments = {attr(m, "id"): m for m in node.marks if m.type.name == "comment"}
        if node.is_text:
            for word in WORD.findall(node.text or ""):
                size = len(word.encode("utf-16-le")) // 2
                yield _Word((word, plain), comments, at, at + size)
                at += size
        else:
            key = (str(without_comments(node)), plain)
            yield _Word(key, comments, at, at + node.node_size)
            at += node.node_size


def _anchored(content: Fragment, comments: dict[str, Mark]) -> Fragment:
    nodes = []
    for n in range(content.child_count):
        node = content.child(n)
        marks = node.marks
        for mark in comments.values():
            marks = mark.add_to_set(marks)
        nodes.append(node.mark(marks))
    return Fragment.from_(nodes)
