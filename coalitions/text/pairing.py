"""Which block of one version became which block of another.

Pairs are found by the rarer words that two blocks share, and kept in their order where that keeps
most words in place; the others went elsewhere. `difflib` on whole blocks, tried first, called half
of a text moved.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol


class Comparable(Protocol):
    @property
    def key(self) -> Any: ...

    @property
    def words(self) -> Counter[str]: ...


# The share of their words that two blocks have in common to be called the same block.
LIKE = 0.5
# Shorter blocks are too often alike by chance to say that one of them moved.
MOVED_WORDS = 4
# How many of a block's rarest words are looked up, and in how many blocks at most.
RARE, NEAR = 8, 10


class Pair(NamedTuple):
    """Places in the old and the new version; what became of the block.

    “same”, “changed”, “added”, “removed”; or “moved”, which is said twice: as “moved away” where it
    was, and as “moved here” where it is.
    """

    old: int | None
    new: int | None
    what: str


def align(old: Sequence[Comparable], new: Sequence[Comparable]) -> list[Pair]:
    """Return what became of each block, in the order of the new version."""
    partner = most_alike(old, new)
    weight = {j: 1 + min(old[i].words.total(), new[j].words.total()) for j, i in partner.items()}
    stayed = heaviest_rising(sorted(partner.items()), weight)
    moved = {j: i for j, i in partner.items() if j not in stayed and weight[j] > MOVED_WORDS}
    went = {i: j for j, i in moved.items()}
    place = {i: j for j, i in stayed.items()}
    pairs: list[Pair] = []
    j = 0
    for i in range(len(old) + 1):
        # What is new before the next block that stayed, or before the end.
        until = len(new) if i == len(old) else place.get(i, j)
        for n in range(j, until):
            pairs.append(Pair(moved[n], n, "moved here") if n in moved else Pair(None, n, "added"))
        j = max(j, until)
        if i in place:
            pairs.append(Pair(i, j, "same" if old[i].key == new[j].key else "changed"))
            j += 1
        elif i < len(old):
            gone = Pair(i, None, "removed")
            pairs.append(Pair(i, went[i], "moved away") if i in went else gone)
    return pairs


def likeness(a: Comparable, b: Comparable) -> float:
    total = a.words.total() + b.words.total()
    return 2 * (a.words & b.words).total() / total if total else 1.0


def most_alike(old: Sequence[Comparable], new: Sequence[Comparable]) -> dict[int, int]:
    """Pair each new block with the old one it is most like; near ones first where it is a draw."""
    equal: dict[Any, list[int]] = {}
    where: dict[str, list[int]] = {}
    for i, block in enumerate(old):
        equal.setdefault(block.key, []).append(i)
        for word in block.words:
            where.setdefault(word, []).append(i)
    found = []
    for j, block in enumerate(new):
        near = set(equal.get(block.key, ()))
        if not near:
            rare = sorted(block.words, key=lambda word: len(where.get(word, ())))[:RARE]
            near = {i for word in rare for i in where.get(word, ())[:NEAR]}
        scores = ((likeness(old[i], block), -abs(i - j), j, i) for i in near)
        found += [score for score in scores if score[0] >= LIKE]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for *_score, j, i in sorted(found, reverse=True):
        if j not in partner and i not in taken:
            partner[j] = i
            taken.add(i)
    return partner


def heaviest_rising(pairs: Sequence[tuple[int, int]], weight: Mapping[int, int]) -> dict[int, int]:
    """Return the pairs that kept their order, so that as much weight as can be stays in place.

    `pairs` are of a new and an old place, in the order of the new.
    """
    ranks = {i: rank for rank, i in enumerate(sorted(i for _, i in pairs), start=1)}
    # A Fenwick tree: the heaviest chain that ends at a rank or before, by weight and last pair.
    tree: list[tuple[int, int]] = [(0, -1)] * (len(pairs) + 1)
    before = []
    for n, (j, i) in enumerate(pairs):
        best, rank = (0, -1), ranks[i] - 1
        while rank:
            best = max(best, tree[rank])
            rank &= rank - 1
        before.append(best[1])
        rank = ranks[i]
        while rank < len(tree):
            tree[rank] = max(tree[rank], (best[0] + weight[j], n))
            rank += rank & -rank
    heaviest, rank = (0, -1), len(pairs)
    while rank:
        heaviest = max(heaviest, tree[rank])
        rank &= rank - 1
    kept, n = {}, heaviest[1]
    while n >= 0:
        kept[pairs[n][0]] = pairs[n][1]
        n = before[n]
    return kept
