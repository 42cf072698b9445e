"""Shows a revision of a page to a space, another one after it, and ends that.

What editors do to the page later stays theirs. Whether they may see the page is asked by the admin;
here it is asked whether they may bring a text into the space.
"""

from datetime import date

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from wagtail.models import Page, Revision

from coalitions.models import Draft, Membership, SharedPage, Verb
from coalitions.permissions import May, as_of_now
from coalitions.querysets import locked
from coalitions.services.activity import note
from coalitions.services.versions import keep
from coalitions.services.writing import rewrite
from coalitions.text.page import document_of
from coalitions.text.plain_form import steps_between
from coalitions.text.reading import trusted
from coalitions.text.words import word_count


@transaction.atomic
def share(*, by: Membership, page: Page, revision: Revision, until: date, words: str) -> SharedPage:
    """Show a revision of a page to the space of `by`, until the end of a day.

    Of a page that was shared there before, its words become the newest version, and what was said
    of them stays. Raises Http404 when `by` may not, and InvalidText for a page that is too long.
    """
    by = as_of_now(by, May.WRITE)
    shown = revision.as_object()
    shared = SharedPage.objects.filter(page=page, draft__coalition=by.coalition).first()
    if shared is None:
        shared = SharedPage(draft=_begun(by, shown), page=page)
    else:
        _replace(shared.draft, shown, by=by)
    shared.revision, shared.by, shared.at = revision, by, timezone.now()
    shared.until, shared.note, shared.ended_at = until, words, None
    shared.save()
    note(Verb.PAGE_SHARED, coalition=by.coalition, by=by, about=shared.draft)
    return shared


@transaction.atomic
def withdraw(*, by: Membership, shared: SharedPage) -> None:
    """End it, from the next request on. Raises Http404 when `by` may not."""
    by = as_of_now(by, May.WRITE)
    if shared.draft.coalition_id != by.coalition_id:
        raise Http404
    if shared.ended_at is None:
        shared.ended_at = timezone.now()
        shared.save(update_fields=["ended_at"])
        note(Verb.PAGE_WITHDRAWN, coalition=by.coalition, by=by)


def _begun(by: Membership, shown: Page) -> Draft:
    document = document_of(shown)
    draft = Draft.objects.create(
        coalition=by.coalition,
        title=shown.title,
        language=shown.locale.language_code,
        document=document.to_json(),
        words=word_count(document),
        made_by=by,
        changed_by=by,
    )
    keep(draft, by=by)
    return draft


def _replace(draft: Draft, shown: Page, *, by: Membership) -> None:
    draft = locked(Draft.objects.all()).get(pk=draft.pk)
    rewrite(draft, steps_between(trusted(draft.document), document_of(shown)), by=by)
    draft.title = shown.title
    draft.save(update_fields=["title"])
    keep(draft, by=by)
