"""Loads the demonstration once, into a site with nothing of its own; takes it away again."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from background.services import settle
from core.models import (
    BasePage,
    Region,
    RegionWords,
    SiteSettings,
    StandardPage,
    Topic,
    TopicWords,
)
from core.models.taxonomy import Term, TermWords
from demo.content import texts, translation_key
from demo.library import add_documents, add_images, remove_media
from demo.pages import LanguagePages, hyphens
from demo.spaces import add_spaces, remove_spaces
from demo.translations import add_translations
from home.models import HomePage
from home.services import start_site
from users.codes import give_app
from users.models import User

PROTECTION = ("privacy", "accessibility", "security")
TERMS: dict[type[Term], type[TermWords]] = {Topic: TopicWords, Region: RegionWords}
RISK = ("urgent_help", "contact")


class SiteHasContent(Exception):
    """The site has pages of its own, which the demonstration must not mix with."""


def is_loaded() -> bool:
    return StandardPage.objects.filter(translation_key=translation_key("about")).exists()


def load() -> bool:
    """Load the demonstration; return False, and change nothing, when it is there already.

    Raises SiteHasContent when the site has pages below its home pages.
    """
    if is_loaded():
        return False
    if Page.objects.filter(depth__gt=2).exists():
        raise SiteHasContent
    # Where each thing is used is looked up once, at the end, and not each time it is saved.
    with transaction.atomic(), disable_reference_index_auto_update():
        site = start_site()
        images, documents = add_images(), add_documents()
        _add_terms()
        made = [
            LanguagePages(home.locale, home=home, images=images, documents=documents)
            for home in HomePage.objects.select_related("locale").order_by("path")
        ]
        for language in made:
            language.place()
        originals: dict[str, BasePage] = {}
        for language in made:
            language.fill(originals)
            originals = language.pages | originals
        for key, original in originals.items():
            keys = {each.pages[key].pk for each in made if key in each.pages} - {original.pk}
            # As the database has them now.
            pages = Page.objects.filter(pk__in=keys).order_by("pk").specific()
            add_translations(Page.objects.get(pk=original.pk).specific, pages)
        _fill_settings(site, made[0])
        if people := _add_people():
            add_spaces(people)
    call_command("rebuild_references_index", verbosity=0)
    # Pictures, words of files, entries of the search: no worker may be running yet.
    settle()
    return True


@transaction.atomic
def remove() -> bool:
    """Take the demonstration away and leave empty home pages; False when it is not there."""
    if not is_loaded():
        return False
    for page in Page.objects.filter(depth=3):
        page.delete()
    for home in HomePage.objects.all():
        home.delete()
    for model in TERMS:
        slugs = map(hyphens, texts(settings.LANGUAGE_CODE)[f"{model._meta.model_name}s"])
        model.objects.filter(slug__in=slugs).delete()
    remove_media()
    remove_spaces()
    addresses = [each["email"] for each in settings.DEMO_PEOPLE.values()]
    User.objects.filter(email__in=addresses).delete()
    start_site()
    return True


def _add_terms() -> None:
    codes = list(Locale.objects.values_list("language_code", flat=True))
    for model, rows in TERMS.items():
        kind = model._meta.model_name
        for key in texts(settings.LANGUAGE_CODE)[f"{kind}s"]:
            names = [
                rows(
                    language=code,
                    name=texts(code)[f"{kind}s"][key],
                    summary=texts(code).get(f"{kind}_summaries", {}).get(key, ""),
                )
                for code in codes
            ]
            model.objects.create(slug=hyphens(key), names=names)


def _fill_settings(site: Site, first: LanguagePages) -> None:
    said = SiteSettings.for_site(site)
    said.urgent_help = first.pages["urgent_help"]
    said.risk_links = [{"type": "page", "value": first.pages[key].pk} for key in RISK]
    said.protection_links = [{"type": "page", "value": first.pages[key].pk} for key in PROTECTION]
    said.save()


def _add_people() -> dict[str, User]:
    """Add whoever may sign in to look at it; nobody, where the settings name nobody."""
    people = {}
    for key, said in settings.DEMO_PEOPLE.items():
        person = User.objects.create_user(said["email"], said["password"], first_name=said["name"])
        give_app(person, said["app"])
        people[key] = person
    if people:
        groups = Group.objects.filter(name__in=["Editors", "Moderators"])
        people["editor"].groups.set(groups)
    return people
