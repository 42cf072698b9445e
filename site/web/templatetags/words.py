"""What every template may use without asking for it: icons, languages, numbers, addresses."""

from decimal import Decimal
from typing import Any
from urllib.parse import urljoin, urlsplit

from babel.numbers import format_decimal
from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput
from django.http import QueryDict
from django.template.context import Context
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from web.icons import ICONS
from web.languages import Language, cldr
from web.languages import language as language_of

register = template.Library()


@register.simple_tag
def icon(name: str, *, flip: bool = False) -> SafeString:
    """Draw an icon beside words that say the same; `flip` mirrors it where text runs leftwards."""
    return format_html(
        '<svg class="i{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        " i--flip" if flip else "",
        mark_safe(ICONS[name]),  # noqa: S308 (our own drawing)
    )


@register.inclusion_tag("includes/field.html")
def field(
    bound: BoundField, label: str = "", hint: str | None = None, **attributes: str
) -> dict[str, Any]:
    """Print a field with its label, its hint and its errors, each tied to it for those who listen.

    What is left out is what the form says; the rest are attributes of the input.
    """
    hint = str(bound.help_text) if hint is None else hint
    # Several boxes have no input of their own to name: what holds them has.
    id_ = bound.id_for_label or bound.auto_id
    described = [f"{id_}-hint"] * bool(hint) + [f"{id_}-error"] * bool(bound.errors)
    widget = bound.field.widget
    # A label that vanishes when one begins to type is none.
    widget.attrs.pop("placeholder", None)
    attributes["aria-describedby"] = " ".join(described)
    attributes["aria-invalid"] = "true" if bound.errors else ""
    given: dict[str, str | bool] = {name: said for name, said in attributes.items() if said}
    if widget.use_fieldset:
        given = {}
    return {
        "field": bound,
        "id": id_,
        "label": label or bound.label,
        "hint": hint,
        "input": bound.as_widget(attrs=given),
        "is_tick": isinstance(widget, CheckboxInput),
        "is_group": widget.use_fieldset,
        "described": attributes["aria-describedby"],
    }


@register.filter
def language(code: str) -> Language | None:
    """Return the language of a code; None for one that is not the site's own."""
    try:
        return language_of(code)
    except KeyError:
        return None


@register.filter
def number(value: int | float | Decimal | None) -> str:
    """Write a number as the reader's language does; nothing for one a draft does not have yet."""
    if value is None:
        return ""
    return format_decimal(value, locale=cldr(translation.get_language()))


@register.filter
def host(url: str) -> str:
    return urlsplit(url).netloc


@register.filter
def absolute(url: str) -> str:
    """Return the whole address of a path of this site, whatever host the request named."""
    return urljoin(settings.BASE_URL, url)


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: object) -> str:
    """Return the query string of this page with some of its values changed, or dropped by None.

    A page that answers another query than it was asked says it as `asked`.
    """
    query: QueryDict = (context.get("asked") or context["request"].GET).copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"
