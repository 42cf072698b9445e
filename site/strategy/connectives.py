"""The words a theory of change is joined by, in the languages of the site: *if*, *and if*, *then*.

The page prints them itself. An editor who brings a text has them in it, mostly behind a bullet.
"""

import re

BULLET = r"[\s•‣·▪●*–—-]*"
# What may stand between a connective and its sentence.
REST = r"[\s,:،：，…]*"
# Each ends where its word does: “Iffy”, “Siempre”, “若干” and “Тот” begin otherwise.
IF = [
    r"(?:and\s+)?(?:only\s+)?if\b",
    r"(?:et\s+|mais\s+)?(?:si\b|s['’](?=ils?\b))",
    r"(?:y\s+)?si\b",
    r"و?إذا(?!\w)",
    r"(?:и\s+|а\s+)?если\b",
    r"(?:并且|而且|以及|且|並且)?(?:如果|若(?!干))",
]
THEN = [
    r"(?:and\s+)?then\b",
    r"(?:et\s+)?alors\b",
    r"(?:y\s+)?entonces\b",
    r"ف?(?:عندئذ|حينئذ)ٍ?(?!\w)",
    r"(?:то(?=\s)|тогда\b)",
    r"(?:那么|那麼)",
]


def without_if(text: str) -> str:
    """Return a condition without the *if* or *and if* that it begins with."""
    return _without(IF, text)


def without_then(text: str) -> str:
    """Return an outcome without the *then* that it begins with."""
    return _without(THEN, text)


def _without(words: list[str], text: str) -> str:
    return re.sub(rf"^{BULLET}(?:{'|'.join(words)}){REST}", "", text, flags=re.IGNORECASE)
