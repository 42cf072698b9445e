"""What surrounds every page: names, menu, footer, the way out. Built once, for all languages.

It is plain data kept in the cache and dropped when anything it shows may have changed
(`core/events.py`), so that a page asks the database only for its own content. Dropping it begins
another generation: what was being built from what the database said before is never shown after.
Without a cache every page builds it anew, and is only slower.
"""

import logging
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.cache import cache
from wagtail.models import Locale, Page, Site

from core.models import SiteSettings
from core.models.base import RootPage
from core.querysets import public_pages
from web.languages import languages

# A safety net, not the mechanism: the signals drop it at once.
SECONDS_KEPT = 300
GENERATION = "core-chrome-generation"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Link:
    """A page as menus and footers show it. `path` is its place in the tree."""

    title: str
    url: str
    path: str = ""

    def leads_to(self, page: Page | None) -> bool:
        return bool(page and self.path and page.path.startswith(self.path))


@dataclass(frozen=True)
class Chrome:
    """The surroundings of the pages of one language; all empty where it has no home page yet."""

    name: str
    leave_url: str
    homes: dict[str, str] = field(default_factory=dict)
    home: Link | None = None
    tagline: str = ""
    footer_note: str = ""
    navigation: tuple[Link, ...] = ()
    risk_links: tuple[Link, ...] = ()
    protection_links: tuple[Link, ...] = ()
    urgent_help: Link | None = None


def chrome_for(site: Site, language_code: str) -> Chrome:
    """Return the surroundings of a site's pages in a language."""
    key = f"core-chrome-{site.pk}"
    generation = ""
    chromes: dict[str, Chrome] = {}
    with _cache_may_be_down():
        found = cache.get_many([GENERATION, key])
        generation = found.get(GENERATION) or _begin_generation()
        of_generation, kept = found.get(key) or ("", {})
        chromes = kept if of_generation == generation else {}
    if language_code not in chromes:
        chromes = _build(site)
        with _cache_may_be_down():
            cache.set(key, (generation, chromes), SECONDS_KEPT)
    return chromes[language_code]


def forget_chrome() -> None:
    """Show no page what was built until now. Raises what the cache raises when it is down."""
    _begin_generation()


@contextmanager
def _cache_may_be_down() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # noqa: BLE001 (each cache fails in words of its own)
        logger.warning("The cache does not answer: %s", type(error).__name__)


def _begin_generation() -> str:
    generation = str(uuid.uuid4())
    cache.set(GENERATION, generation, timeout=None)
    return generation


def _build(site: Site) -> dict[str, Chrome]:
    settings = SiteSettings.for_site(site)
    codes = dict(Locale.objects.values_list("pk", "language_code"))
    homes = {
        codes[home.locale_id]: home
        for home in public_pages().filter(translation_key=site.root_page.translation_key).specific()
    }
    home_urls = {code: home.get_url() for code, home in homes.items()}
    chosen = settings.chosen_pages()
    links = _links_by_language(chosen)
    menus = _menus(homes.values())
    chromes = {}
    for language in languages():
        home = homes.get(language.code)
        if home is None:
            chromes[language.code] = Chrome(settings.name, settings.leave_url, home_urls)
            continue
        places = {
            name: tuple(link for key in keys if (link := links.get((language.code, key))))
            for name, keys in chosen.items()
        }
        chromes[language.code] = Chrome(
            name=settings.name,
            leave_url=settings.leave_url,
            homes=home_urls,
            home=Link(home.title, home_urls[language.code]),
            # Wagtail's own welcome page, before the site has begun, says neither.
            tagline=home.summary if isinstance(home, RootPage) else "",
            footer_note=home.footer_note if isinstance(home, RootPage) else "",
            navigation=places["navigation"] or menus[home.path],
            risk_links=places["risk_links"],
            protection_links=places["protection_links"],
            urgent_help=next(iter(places["urgent_help"]), None),
        )
    return chromes


def _links_by_language(chosen: dict[str, list[int]]) -> dict[tuple[str, int], Link]:
    """Return a link for each language in which a chosen page is public, by language and choice."""
    keys = {key for keys in chosen.values() for key in keys}
    chosen_by_translation = dict(
        Page.objects.filter(pk__in=keys).values_list("translation_key", "pk")
    )
    translations = (
        public_pages().filter(translation_key__in=chosen_by_translation).select_related("locale")
    )
    return {
        (page.locale.language_code, chosen_by_translation[page.translation_key]): _link(page)
        for page in translations
    }


def _menus(homes: Iterable[Page]) -> dict[str, tuple[Link, ...]]:
    """Return the pages shown in menus below each home page, by its place in the tree."""
    links: dict[str, list[Link]] = {home.path: [] for home in homes}
    for page in public_pages().in_menu().filter(depth=3):
        if (parent := page.path[: -Page.steplen]) in links:
            links[parent].append(_link(page))
    return {path: tuple(found) for path, found in links.items()}


def _link(page: Page) -> Link:
    return Link(page.title, page.get_url(), page.path)
