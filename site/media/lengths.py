"""How long a document is, in what documents of its kind are counted in."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def length(ending: str, pages: int | None) -> str:
    """Return “12 pages”, or slides, or sheets; nothing while or where they are not counted.

    `ending` is that of the name, with its dot.
    """
    if pages is None:
        return ""
    match ending:
        case ".pptx" | ".odp":
            text = ngettext("%(count)s slide", "%(count)s slides", pages)
        case ".xlsx" | ".ods":
            text = ngettext("%(count)s sheet", "%(count)s sheets", pages)
        case _:
            text = ngettext("%(count)s page", "%(count)s pages", pages)
    return text % {"count": number_format(pages)}


def place(ending: str, number: int) -> str:
    """Return “page 4”, or a slide; `ending` as above."""
    text = _("slide %(number)s") if ending in (".pptx", ".odp") else _("page %(number)s")
    return text % {"number": number_format(number)}
