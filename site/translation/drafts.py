"""What a translator has entered, kept as a draft of the page.

wagtail-localize would write it into the page itself, where visitors read it.
"""

from django.db import transaction
from wagtail.models import Page, Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationLog

from translation.limits import Errors, misfits
from translation.passages import asked_address
from users.models import User
from web.slugs import slug_of


def save_draft(translation: Translation, user: User) -> tuple[Revision, Errors]:
    """Save what is translated by now, the rest in the language of the original.

    Returns what could not be saved as it was entered, and was marked so at its passage: there the
    draft has the words of the original.
    """
    page, errors = draft_that_fits(translation)
    with transaction.atomic():
        if not page.live:
            page.save()
        revision = page.save_revision(user=user)
        TranslationLog.objects.create(
            source=translation.source, locale=translation.target_locale, revision=revision
        )
    return revision, errors


def draft_that_fits(translation: Translation) -> tuple[Page, Errors]:
    """Return the page as it is translated by now, and what did not fit it, once marked."""
    page = draft_of(translation)
    if errors := misfits(page):
        _mark(translation, errors)
        page = draft_of(translation)
    return page, errors


def draft_of(translation: Translation) -> Page:
    """Return the page as it is translated by now, the rest in the language of the original."""
    page: Page = translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )
    # The page stays where it is until somebody says where else.
    address = asked_address(translation)
    stored: str = page.url_path.rstrip("/").rpartition("/")[2]
    page.slug = stored if address is None else slug_of(address)
    # Read anew: beside its new words, a block keeps those that it was read with.
    return page.with_content_json(page.serializable_data())


def _mark(translation: Translation, errors: Errors) -> None:
    """Have a translator read at a passage what is wrong with it."""
    entered = StringTranslation.objects.filter(
        context__object=translation.source.object_id, locale=translation.target_locale
    )
    for place, found in errors.items():
        for each in entered.filter(context__path=place) or entered.filter(
            context__path__startswith=f"{place}."
        ):
            each.set_field_error(found)
