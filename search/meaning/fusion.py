"""How two orders of the same pages become one: by reciprocal rank.

G. Cormack, C. Clarke, S. Büttcher, Reciprocal Rank Fusion Outperforms Condorcet, SIGIR 2009.
"""

from collections.abc import Sequence
from typing import TypeVar

# How little the first places differ.
FLATNESS = 20
Key = TypeVar("Key")


def fused(first: Sequence[Key], second: Sequence[Key], weight: float) -> list[Key]:
    """Return all that stands in either order, of which the second counts so much of the first."""
    worth: dict[Key, float] = {}
    for order, each_counts in ((first, 1.0), (second, weight)):
        for place, key in enumerate(order, 1):
            worth[key] = worth.get(key, 0.0) + each_counts / (FLATNESS + place)
    return sorted(worth, key=lambda key: -worth[key])
