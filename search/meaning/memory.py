"""The passages as they are now, in memory: which of them are nearest to a query."""

from threading import Lock
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Count, Max

from search.models import Passage

NUMBERS = np.float16
SIZE = 384


def packed(vector: Any) -> bytes:
    return bytes(np.asarray(vector, dtype=NUMBERS).tobytes())


class Memory:
    """A copy of the table that is read again when the table has changed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._groups: list[UUID] = []
        self._vectors = np.zeros((0, SIZE), dtype=np.float32)
        self._seen: tuple[Any, ...] = ()

    def refresh(self) -> None:
        state = Passage.objects.aggregate(Count("pk"), Max("pk"))
        seen = tuple(state.values())
        if seen == self._seen:
            return
        rows = list(Passage.objects.order_by("pk").values_list("entry__group", "vector"))
        read = [np.frombuffer(vector, dtype=NUMBERS) for _group, vector in rows]
        vectors = np.array(read, dtype=np.float32).reshape(len(rows), SIZE)
        with self._lock:
            self._groups, self._vectors, self._seen = [row[0] for row in rows], vectors, seen

    def nearest(self, vector: Any, size: int) -> list[UUID]:
        """Return the sets whose passages are nearest, each once, the nearest first."""
        with self._lock:
            groups, vectors = self._groups, self._vectors
        if not groups:
            return []
        near = vectors @ np.asarray(vector, dtype=np.float32)
        found: dict[UUID, None] = {}
        for place in np.argsort(-near):
            found[groups[place]] = None
            if len(found) == size:
                break
        return list(found)
