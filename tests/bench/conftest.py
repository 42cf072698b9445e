"""The fixtures of spaces, for what is measured there."""

from tests.coalitions.conftest import browse, spaces

__all__ = ["browse", "spaces"]
