"""What the site knows of a language: its own name, its direction, its name in the CLDR."""

from dataclasses import dataclass
from functools import lru_cache

from babel import Locale as Cldr
from django.conf import settings
from django.utils.translation import get_language_info, to_locale


@dataclass(frozen=True)
class Language:
    """A language as pages print it. `tag` is BCP 47: “zh-Hans” for Django's “zh-hans”."""

    code: str
    name: str
    tag: str
    direction: str

    @property
    def short(self) -> str:
        """Two letters, for the small labels of files."""
        return self.code.split("-")[0]


@lru_cache
def language(code: str) -> Language:
    """Return the language of a Django code, or raise KeyError for one the site does not speak."""
    names = dict(settings.LANGUAGES)
    return Language(
        code=code,
        name=names[code],
        tag=to_locale(code).replace("_", "-"),
        direction="rtl" if get_language_info(code)["bidi"] else "ltr",
    )


def codes() -> list[str]:
    """Return the codes of the languages of the site, in their order."""
    return [code for code, _name in settings.LANGUAGES]


def languages() -> list[Language]:
    return [language(code) for code in codes()]


def language_choices() -> list[tuple[str, str]]:
    """Return the languages for a field, which asks at run time: a new one needs no migration."""
    return settings.LANGUAGES


@lru_cache
def cldr(code: str | None) -> Cldr:
    """Return the CLDR's data of a Django language code; English when there is none."""
    return Cldr.parse(to_locale(code or settings.LANGUAGE_CODE))
