"""Traditional Chinese characters as the simplified ones that mean the same, one for one.

From OpenCC's table of single characters, as its package in Python carries it. Only those that stay
one character are taken: a text keeps its length.
"""

from importlib.resources import files


def _read() -> dict[str, str]:
    table = (files("opencc") / "dictionary" / "TSCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split()[:2] for line in table.splitlines() if line.strip())
    return {each[0]: each[1] for each in pairs if len(each[0]) == len(each[1]) == 1}


SIMPLIFIED = _read()
