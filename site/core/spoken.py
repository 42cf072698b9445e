"""In which language the words of a page are, and whether that is the reader's."""

from typing import Any

from django.utils import translation

from web.languages import Language, language


def spoken(page: Any) -> str:
    """Return the code of the language of a page's words; the reader's where there is no page."""
    if not page:
        return translation.get_language()
    said: str = (page.alias_of or page).locale.language_code
    return said


def other_language(page: Any) -> Language | None:
    """Return the language of a page where it is not the reader's."""
    code = spoken(page)
    return None if code == translation.get_language() else language(code)
