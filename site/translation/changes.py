"""What an original said when a translation was brought in line with it, and what it says now."""

from dataclasses import dataclass

from wagtail.models import Page
from wagtail_localize.models import Translation

from translation.passages import ADDRESS, Passage, passages_of


@dataclass(frozen=True)
class Change:
    """Of a passage that is new there is no old text; of one that went, no new one."""

    old: str
    new: str
    # What the translation says of it now.
    words: str = ""


def changes(original: Page, page: Page, translation: Translation | None) -> list[Change]:
    """Return how an original differs from what its translation was made from, in reading order."""
    known = _known(original, page, translation)
    words = _words(translation)
    now = [each for each in passages_of(original) if each.path != ADDRESS]
    said, told = set(known), set(now)
    gone = [each for each in known if each not in told]
    found = []
    for passage in now:
        if passage not in said:
            old = next((each for each in gone if each.path == passage.path), None)
            if old:
                gone.remove(old)
            found.append(
                Change(old.shown if old else "", passage.shown, words.get(old, "") if old else "")
            )
    return found + [Change(each.shown, "", words.get(each, "")) for each in gone]


def _known(original: Page, page: Page, translation: Translation | None) -> list[Passage]:
    if translation:
        segments = translation.source.stringsegment_set.select_related("string", "context")
        found = [
            Passage(each.context.path, each.string.data) for each in segments.order_by("order")
        ]
    else:
        # Translated by hand: what the original was when the translation was last published.
        revision = (
            original.revisions.filter(created_at__lte=page.last_published_at)
            .order_by("-created_at", "-pk")
            .first()
            if page.last_published_at
            else None
        )
        found = passages_of(revision.as_object()) if revision else []
    return [each for each in found if each.path != ADDRESS]


def _words(translation: Translation | None) -> dict[Passage, str]:
    if translation is None:
        return {}
    segments = translation.source.stringsegment_set.annotate_translation(translation.target_locale)
    return {
        Passage(each.context.path, each.string.data): each.translation
        for each in segments.select_related("string", "context")
        if each.translation
    }
