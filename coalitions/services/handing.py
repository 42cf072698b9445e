"""Hands a version to the editors: it becomes a statement page that nobody but editors sees yet.

The page has the words and nothing of who wrote them. What happens to it is the editors' to decide.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from coalitions.models import Draft, Handover, Membership, Verb, Version
from coalitions.permissions import May, as_of_now, require
from coalitions.services.activity import note
from coalitions.text.body import body_of
from coalitions.text.reading import trusted
from library.models import LibraryIndexPage, StatementPage


class NoLibrary(ValidationError):
    """There is no page below which a statement of this language could stand."""

    def __init__(self) -> None:
        super().__init__(
            _("The public site has no library in this language yet: ask its editors for one."),
            code="no_library",
        )


@transaction.atomic
def hand_over(*, by: Membership, version: Version, words: str) -> Handover:
    """Make a statement page of a version, or the newest revision of the one its draft has.

    Raises Http404 when `by` may not, and NoLibrary.
    """
    by = as_of_now(by, May.MANAGE)
    if version.draft.coalition_id != by.coalition_id or version.draft.trashed_at:
        raise Http404
    require(by, May.MANAGE, version.draft)
    known = known_as(version.draft)
    # As the editors left it.
    page = known.specific.get_latest_revision_as_object() if known else _new_page(version)
    page.title = version.draft.title
    page.addressee = version.draft.addressee
    page.body = body_of(trusted(version.document)).blocks
    page.save_revision(log_action=False)
    handover = Handover.objects.create(version=version, page=page, note=words, by=by)
    note(Verb.HANDED_OVER, coalition=by.coalition, by=by, about=version.draft)
    return handover


def known_as(draft: Draft) -> Page | None:
    """Return the page that a draft has with the editors."""
    handed = Handover.objects.filter(version__draft=draft).exclude(page=None).first()
    return handed.page if handed else None


def _new_page(version: Version) -> StatementPage:
    draft = version.draft
    libraries = LibraryIndexPage.objects.filter(locale__language_code=draft.language)
    library = libraries.order_by("path").first()
    if library is None:
        raise NoLibrary
    page = StatementPage(
        title=draft.title, date=timezone.localdate(), locale=library.locale, live=False
    )
    original = _in_another_language(draft)
    if original and not original.has_translation(library.locale):
        page.translation_key = original.translation_key
    library.add_child(instance=page)
    return page


def _in_another_language(draft: Draft) -> Page | None:
    """Return the page of what a draft translates, or of what translates it or the same."""
    source = draft.translates.draft_id if draft.translates else draft.pk
    kin = Q(version__draft=source) | Q(version__draft__translates__draft=source)
    handed = Handover.objects.exclude(page=None).select_related("page").filter(kin).first()
    return handed.page if handed else None
