"""What was meant by somebody whose keyboard is set to another language, or has Latin keys alone.

On the same keys a Russian keyboard has other letters than an English one: “ghfdf” is “права”. And
Russian is written in Latin letters where there are no others: “prava”.
"""

import re
from collections.abc import Iterator, Sequence

# The letters of each keyboard, key by key, as Unicode's CLDR has them; one key gives two letters.
LATIN = list("`qwertyuiop[]asdfghjkl;'zxcvbnm,.")
LAYOUTS = {
    "ru": list("ёйцукенгшщзхъфывапролджэячсмитьбю"),
    "ar": [*"ذضصثقفغعهخحجدشسيبلاتنمكطئءؤر", "لا", *"ىةوز"],
}
LATIN_LANGUAGES = ("en", "fr", "es")

# As passports, newspapers and telephones write Russian, the longer first.
ENDINGS = ((r"(?:iy|yy|yi|ij)\b", "ий"), (r"(?<=[aeou])y", "й"))
ROMAN = {
    **{"shch": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш"},
    **{"yu": "ю", "iu": "ю", "ju": "ю", "ya": "я", "ia": "я", "ja": "я", "yo": "е", "ye": "е"},
    **dict(zip("abvwgdezijklmnoprstufhcyx'", "абввгдезийклмнопрстуфхцыхь", strict=True)),
}
SPELT = re.compile("|".join(ROMAN))


def otherwise(said: str, languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what the same keys say in another language, and in which."""
    said = said.lower()
    for code, letters in LAYOUTS.items():
        if code in languages and said.isascii():
            yield code, _on_other_keys(said, dict(zip(LATIN, letters, strict=True)))
        if any(letter in said for letter in letters):
            for typed in _on_latin_keys(said, letters):
                yield from ((each, typed) for each in LATIN_LANGUAGES if each in languages)
    if "ru" in languages and said.isascii():
        yield "ru", in_cyrillic(said)


def in_cyrillic(said: str) -> str:
    """Return Russian that was written in Latin letters."""
    for ending, letters in ENDINGS:
        said = re.sub(ending, letters, said)
    return SPELT.sub(lambda match: ROMAN[match[0]], said)


def _on_latin_keys(said: str, letters: list[str]) -> set[str]:
    """Return what was typed: two letters are those of one key, or of two."""
    keys = dict(zip(letters, LATIN, strict=True))
    single = {letter: key for letter, key in keys.items() if len(letter) == 1}
    return {_on_other_keys(said, each) for each in (keys, single)}


def _on_other_keys(said: str, there: dict[str, str]) -> str:
    pattern = "|".join(map(re.escape, sorted(there, key=len, reverse=True)))
    return re.sub(pattern, lambda match: there[match[0]], said)
