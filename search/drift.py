"""Where a copy differs from what it copies, by the keys of the pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self


@dataclass(frozen=True)
class Drift:
    missing: list[int] = field(default_factory=list)
    superfluous: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)

    @classmethod
    def between(cls, original: Mapping[int, str], copy: Mapping[int, str]) -> Self:
        """Compare what is said of each key."""
        return cls(
            missing=sorted(original.keys() - copy.keys()),
            superfluous=sorted(copy.keys() - original.keys()),
            stale=sorted(
                key for key in original.keys() & copy.keys() if original[key] != copy[key]
            ),
        )

    def __bool__(self) -> bool:
        return bool(self.keys)

    @property
    def keys(self) -> list[int]:
        return self.missing + self.superfluous + self.stale

    def counts(self) -> str:
        return f"{len(self.missing)} missing, {len(self.superfluous)} superfluous, " + (
            f"{len(self.stale)} stale"
        )
