"""The beginning of a site: a language for each of the settings, and a home page in each."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from web.languages import codes


@transaction.atomic
def start_site() -> Site:
    """Give a site without home pages one in each language, and return it.

    Wagtail begins with a plain welcome page; it goes. A site that has home pages keeps them.
    """
    root = Page.objects.get(depth=1)
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    first = HomePage.objects.order_by("path").first()
    for code in codes():
        locale, _created = Locale.objects.get_or_create(language_code=code)
        if first is None:
            first = _add_home(root, locale)
        elif not HomePage.objects.filter(locale=locale).exists():
            _add_home(root, locale, translation_of=first)
        root.refresh_from_db()
    if site is None:
        return Site.objects.create(hostname="localhost", root_page=first, is_default_site=True)
    if site.root_page_id != first.pk:
        welcome = site.root_page
        site.root_page = first
        site.save()
        if welcome.depth == 2 and welcome.content_type.model == "page":
            welcome.delete()
    return site


def _add_home(root: Page, locale: Locale, translation_of: HomePage | None = None) -> HomePage:
    with translation.override(locale.language_code):
        home = HomePage(title=_("Home"), line_1=_("One voice"), locale=locale, live=False)
    home.slug = f"home-{locale.language_code}"
    if translation_of is not None:
        home.translation_key = translation_of.translation_key
    root.add_child(instance=home)
    home.save_revision().publish()
    return home
