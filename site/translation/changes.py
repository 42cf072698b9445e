"""What an original said when a translation was brought in line with it, and what it says now."""

from dataclasses import dataclass

from wagtail.models import Page
from wagtail_localize.models import Translation

from translation.passages import ADDRESS, Passage, passages_of, taken_over


@dataclass(frozen=True)
class Change:
    """Of a passage that is new there is no old text; of one that went, no new one."""

    old: str
    new: str
    # What the translation says of it now.
    words: str = ""


def changes(original: Page, page: Page, translation: Translation | None) -> list[Change]:
    """Return how an original differs from what its translation was made from, in reading order."""
    known = dict(taken_over(translation) if translation else _published_beside(original, page))
    now = [each for each in passages_of(original) if each.path != ADDRESS]
    told = set(now)
    gone = [each for each in known if each not in told and each.path != ADDRESS]
    found = []
    for passage in now:
        if passage not in known:
            old = next((each for each in gone if each.path == passage.path), None)
            if old:
                gone.remove(old)
            found.append(
                Change(old.shown, passage.shown, known[old] or "")
                if old
                else Change("", passage.shown)
            )
    return found + [Change(each.shown, "", known[each] or "") for each in gone]


def _published_beside(original: Page, page: Page) -> list[tuple[Passage, str | None]]:
    """Return what an original said when its translation, made by hand, was last published."""
    if not page.last_published_at:
        return []
    before = original.revisions.filter(created_at__lte=page.last_published_at)
    revision = before.order_by("-created_at", "-pk").first()
    return [(each, None) for each in passages_of(revision.as_object())] if revision else []
