"""Nothing is published untranslated by accident: it takes a second step that says what is missing.

The rule holds for the event (`core.models.base.BasePage.publish`), whichever bulk action, workflow
or command asks for it, and on the edit screen, which publishes past that, by a hook of Wagtail's
(`translation/wagtail_hooks.py`). What was scheduled was asked about when it was.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import ngettext
from wagtail.models import Page, Revision

from translation.models import LeftPassage
from translation.passages import Passage, untranslated
from users.models import User


class StillUntranslated(ValidationError):
    def __init__(self, passages: list[Passage]) -> None:
        self.passages = passages
        message = ngettext(
            "%(count)d passage is not translated yet.",
            "%(count)d passages are not translated yet.",
            len(passages),
        )
        super().__init__(message, params={"count": len(passages)})


def check_translated(revision: Revision) -> None:
    """Raise StillUntranslated where a version has passages that nobody translated, or left so."""
    if revision.approved_go_live_at is None:
        check_passages(revision.as_object())


def check_passages(page: Page) -> None:
    """Raise StillUntranslated where a page as it is in memory has such passages."""
    if missing := unanswered(page):
        raise StillUntranslated(missing)


def unanswered(page: Page) -> list[Passage]:
    """Return the untranslated passages of a page that nobody has left as they are."""
    passages = untranslated(page)
    if not passages:
        return []
    left = LeftPassage.objects.filter(page=page.pk, passage__in=[each.key for each in passages])
    known = set(left.values_list("passage", flat=True))
    return [each for each in passages if each.key not in known]


def leave(page: Page, passages: list[Passage], user: User) -> None:
    """Remember that somebody lets these passages be published as they are."""
    LeftPassage.objects.bulk_create(
        [LeftPassage(page_id=page.pk, passage=each.key, left_by=user) for each in passages],
        ignore_conflicts=True,
    )
