"""What the templates of pages need: their languages, their way back, what machines read."""

import json
from dataclasses import dataclass
from typing import Any

from django import template
from django.template.context import Context
from django.urls import translate_url
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.querysets import public_pages
from core.spoken import other_language, spoken
from web.languages import Language, languages
from web.languages import language as language_of
from web.templatetags.words import absolute

register = template.Library()


@register.simple_tag
def minihorn(serves: list[int], conditions: int) -> SafeString:
    """Draw the theory of change small, with the bars lit that a goal serves."""
    bars = max(conditions, 1) + 1
    step = 32 / bars
    # From the logo: the first bar is 12 high of 32, the last the full height.
    rows = (
        (
            "on" if place in serves else "",
            f"{place * step - step + 1:.1f}",
            f"{10 - 10 * (place - 1) / (bars - 1):.1f}",
            f"{step - 2:.1f}",
            f"{12 + 20 * (place - 1) / (bars - 1):.1f}",
        )
        for place in range(1, bars + 1)
    )
    rects = format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', rows)
    return format_html(
        '<svg class="minihorn" viewBox="0 0 32 32" aria-hidden="true" focusable="false">{}</svg>',
        rects,
    )


@dataclass(frozen=True)
class LanguageLink:
    """Where the switcher leads for a language: this page in it, or its home page."""

    language: Language
    url: str
    is_current: bool
    is_here: bool


@dataclass(frozen=True)
class LanguageSwitch:
    """Every language of the site, and which of them this page exists in."""

    links: list[LanguageLink]

    @property
    def others(self) -> list[LanguageLink]:
        return [link for link in self.links if link.is_here and not link.is_current]

    @property
    def missing(self) -> list[LanguageLink]:
        return [link for link in self.links if not link.is_here and not link.is_current]


@register.simple_tag(takes_context=True)
def language_switch(context: Context) -> LanguageSwitch:
    urls = _urls_of_this_page(context)
    current, page = translation.get_language(), context.get("page")
    # Who reads a copy stays on it, though it is in no language but that of its original.
    here = context["chrome"].homes | ({current: page.get_url()} if page else {})
    return LanguageSwitch(
        [
            LanguageLink(
                language=each,
                url=urls.get(each.code) or here.get(each.code) or f"/{each.code}/",
                is_current=each.code == current,
                is_here=each.code in urls,
            )
            for each in languages()
            if each.code in urls or each.code in here
        ]
    )


def _urls_of_this_page(context: Context) -> dict[str, str]:
    page, request = context.get("page"), context.get("request")
    if page is not None:
        key = page.canonical.translation_key
        translations = public_pages().filter(translation_key=key).select_related("locale")
        return {each.locale.language_code: each.get_url() for each in translations}
    if request is not None and context.get("is_in_every_language"):
        path = request.get_full_path()
        return {each.code: translate_url(path, each.code) for each in languages()}
    return {}


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context) -> list[Any]:
    """Return the public pages between the home page, at depth 2, and this one, the nearest last."""
    page = context["page"]
    paths = [page.path[: depth * page.steplen] for depth in range(3, page.depth or 0)]
    known = {link.path: link for link in context["chrome"].navigation}
    if all(path in known for path in paths):
        return [known[path] for path in paths]
    return list(public_pages().filter(path__in=paths))


@register.simple_tag
def in_language(page: Any) -> SafeString:
    """Say in which language and direction a page's words are, where that is not the reader's."""
    other = other_language(page)
    if other is None:
        return SafeString()
    return format_html(' lang="{}" dir="{}"', other.tag, other.direction)


@register.simple_tag
def hreflang(page: Any) -> SafeString:
    """Say of a link that it leads to a page in another language."""
    other = other_language(page)
    return format_html(' hreflang="{}"', other.tag) if other else SafeString()


@register.simple_tag
def language_note(page: Any) -> SafeString:
    """Name the language of a page that is not in the reader's."""
    other = other_language(page)
    if other is None:
        return SafeString()
    return format_html('<span class="tag tag--line" lang="{}">{}</span>', other.tag, other.name)


register.filter(spoken)


@register.filter
def fragment_of(headings: list[dict[str, str]], block: str) -> str:
    return next((each["anchor"] for each in headings if each["block"] == block), "")


@register.filter
def leads_to(link: Any, page: Any) -> bool:
    return link.leads_to(page)


@register.simple_tag(takes_context=True)
def structured_data(context: Context) -> SafeString:
    """Describe a page to search engines in schema.org's terms."""
    page, chrome = context["page"], context["chrome"]
    data = {
        "@context": "https://schema.org",
        "@type": "WebSite" if page.is_home else "Article",
        "name": page.title,
        "headline": page.title,
        "description": page.description,
        "url": absolute(page.canonical.get_url() or "/"),
        "inLanguage": language_of(spoken(page)).tag,
        "publisher": {"@type": "Organization", "name": chrome.name},
    }
    if page.first_published_at:
        data["datePublished"] = page.first_published_at.isoformat()
        data["dateModified"] = (page.last_published_at or page.first_published_at).isoformat()
    # As Django's json_script does: nothing in a title can end the element.
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04X}")
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308


@register.simple_tag
def language_coverage(documents: Any) -> dict[str, Any]:
    """Say which languages some files exist in, and whether the reader's is not among them."""
    codes = {document.language for document in documents}
    there = [each for each in languages() if each.code in codes]
    return {
        "missing_here": bool(there) and translation.get_language() not in codes,
        "names": format_html_join(
            ", ", '<bdi lang="{}">{}</bdi>', ((each.tag, each.name) for each in there)
        ),
    }
