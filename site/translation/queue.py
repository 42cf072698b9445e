"""What waits to be translated, whichever language it was written in: counted and listed alike.

The original of a set of pages is the one that was there first. A few queries, however many pages
there are: all is put together here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, PageViewRestriction, WorkflowState
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import Translation

from translation.models import Wording
from users.models import User


class State(TextChoices):
    MISSING = "missing", _("Missing")
    CHANGED = "changed", _("The original has changed")
    IN_WORK = "in_work", _("In work")
    WAITING = "waiting", _("Waiting for approval")
    DONE = "done", _("Published")


@dataclass(frozen=True)
class Entry:
    """A page and a language; `page` is none where it is not in that language."""

    original: Page
    locale: Locale
    page: Page | None
    translation: Translation | None
    state: State
    changed_at: datetime | None


def entries(user: User, pages: QuerySet[Page] | None = None) -> list[Entry]:
    """Return each page that somebody works on, or these, in each language it is to be put into."""
    mine = page_permission_policy.explorable_instances(user) if pages is None else pages
    keys = mine.filter(depth__gt=1).order_by().values("translation_key")
    found = Page.objects.filter(translation_key__in=keys, alias_of=None).order_by("pk")
    sets: dict[UUID, list[Page]] = defaultdict(list)
    for page in found.select_related("locale"):
        sets[page.translation_key].append(page)
    return list(_entries(sets, set(mine.order_by().values_list("pk", flat=True))))


def waiting(user: User) -> list[Entry]:
    """Return what is not done, the language and the page that came first in front."""
    found = [each for each in entries(user) if each.state != State.DONE]
    return sorted(found, key=lambda each: (each.locale.pk, each.original.path))


def _entries(sets: dict[UUID, list[Page]], mine: set[int]) -> Iterator[Entry]:
    locales = list(Locale.objects.order_by("pk"))
    closed = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    translations = _translations(sets)
    changes = dict(
        Wording.objects.filter(page__translation_key__in=sets).values_list("page", "changed_at")
    )
    in_workflow = {
        int(key)
        for key in WorkflowState.objects.filter(
            status=WorkflowState.STATUS_IN_PROGRESS,
            base_content_type__app_label="wagtailcore",
            base_content_type__model="page",
        ).values_list("object_id", flat=True)
    }
    for key, pages in sets.items():
        original, by_locale = pages[0], {page.locale_id: page for page in pages}
        if not original.live or original.path.startswith(closed):
            continue
        for locale in locales:
            page = by_locale.get(locale.pk)
            if page is original or not {original.pk, page.pk if page else None} & mine:
                continue
            translation, changed_at = translations.get((key, locale.pk)), changes.get(original.pk)
            state = _state(
                page, translation, changed_at, page is not None and page.pk in in_workflow
            )
            yield Entry(original, locale, page, translation, state, changed_at)


def _translations(keys: Iterable[UUID]) -> dict[tuple[UUID, int], Translation]:
    found = Translation.objects.filter(source__object__in=list(keys)).select_related("source")
    # One that goes on before one that was stopped.
    return {
        (each.source.object_id, each.target_locale_id): each
        for each in found.order_by("enabled", "pk")
    }


def _state(
    page: Page | None,
    translation: Translation | None,
    changed_at: datetime | None,
    is_in_workflow: bool,
) -> State:
    if page is None:
        return State.MISSING
    taken_over = translation.source.last_updated_at if translation else page.last_published_at
    if changed_at and taken_over and taken_over < changed_at:
        return State.CHANGED
    if is_in_workflow:
        return State.WAITING
    if not page.live or page.has_unpublished_changes:
        return State.IN_WORK
    if translation and page.last_published_at and page.last_published_at < taken_over:
        return State.IN_WORK
    return State.DONE
