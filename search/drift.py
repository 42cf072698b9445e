"""Where a copy differs from what it copies, by the keys of what it has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, Self, TypeVar
from uuid import UUID

Key = TypeVar("Key", int, UUID)


@dataclass(frozen=True)
class Drift(Generic[Key]):
    missing: list[Key] = field(default_factory=list)
    superfluous: list[Key] = field(default_factory=list)
    stale: list[Key] = field(default_factory=list)

    @classmethod
    def between(cls, original: Mapping[Key, str], copy: Mapping[Key, str]) -> Self:
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
    def keys(self) -> list[Key]:
        return self.missing + self.superfluous + self.stale

    def counts(self) -> str:
        return f"{len(self.missing)} missing, {len(self.superfluous)} superfluous, " + (
            f"{len(self.stale)} stale"
        )
