"""The telling words: each names the place where it was put."""

PREFIX = "Kanari"
# What every sample shows, and must show afterwards.
VISIBLE = "The sea belongs to nobody"


def canary(place: str) -> str:
    return f"{PREFIX}{''.join(word.capitalize() for word in place.split())}"
