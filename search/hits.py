"""What either search gives: the contract between those who rank and those who show."""

from collections.abc import Sequence
from typing import Protocol

from search.models import Entry


class Hits(Protocol):
    """Entries, the best first; only those asked for are fetched."""

    def count(self) -> int: ...

    def __getitem__(self, wanted: slice, /) -> Sequence[Entry]: ...
