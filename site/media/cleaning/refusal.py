"""Why a file is not kept: one word each, which `media.cleaner` turns into advice."""

from typing import Literal

Reason = Literal[
    "cannot_clean",
    "corrupt",
    "embedded",
    "encrypted",
    "macro",
    "markup",
    "mismatch",
    "name",
    "not_accepted",
    "old_format",
    "picture",
    "polyglot",
    "signed",
    "too_demanding",
    "too_many_pixels",
    "unknown",
]


class Refusal(Exception):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
