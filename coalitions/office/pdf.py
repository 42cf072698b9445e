"""A draft as a PDF: set in our own letters, with its notes at the foot of the page."""

import sys
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from prosemirror.model import Node

from coalitions.office.bounded import ENVIRONMENT, bounded
from coalitions.text.html import printed
from coalitions.text.words import direction

TYPESETTER = Path(__file__).with_name("typesetter.py")
STYLE = Path(__file__).with_name("pdf.css")


def pdf(document: Node, *, title: str, language: str) -> bytes:
    """Return a draft as a PDF; the language is a tag as in BCP 47.

    Raises `bounded.ProgramFailed`.
    """
    page = format_html(
        '<!doctype html><html lang="{}" dir="{}"><head><title>{}</title><style>{}</style></head>'
        "<body><h1>{}</h1>{}</body></html>",
        language,
        direction(document.text_content),
        title,
        _style(),
        title,
        printed(document),
    )
    environment = {**ENVIRONMENT, "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}
    command = (sys.executable, "-I", str(TYPESETTER), str(_fonts()))
    return bounded(*command, data=page.encode(), environment=environment)


@cache
def _style() -> SafeString:
    # The letters stand in the page itself: from a style apart none would be loaded.
    letters = (settings.ROOT / "static" / "css" / "fonts.css").read_text("utf-8")
    letters = letters.replace("../fonts/", f"{_fonts().as_uri()}/")
    return mark_safe(letters + STYLE.read_text("utf-8"))  # noqa: S308 (ours)


def _fonts() -> Path:
    folder: Path = settings.ROOT / "static" / "fonts"
    return folder
