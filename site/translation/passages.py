"""Which passages of a translation are still those of its original.

A page is compared with what it is a translation of, passage by passage, as it is about to be
printed: it makes no difference which screen or command wrote it.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.types import StringSegmentValue

# What no translator has to say in other words: tags of a text, addresses, what has no letters.
SILENT = re.compile(r"<[^>]*>|\S+://\S+|\S+@\S+|[\W\d_]+")
# The address of a page may stay as it is.
ADDRESS = "slug"


@dataclass(frozen=True)
class Passage:
    path: str
    text: str

    @property
    def key(self) -> str:
        """A sign of this passage in these words, 64 characters long."""
        return sha256(f"{self.path}\0{self.text}".encode()).hexdigest()

    @property
    def shown(self) -> str:
        return re.sub(r"<[^>]*>", "", self.text)


def translation_of(page: Page) -> Translation | None:
    """Return the record of how a page is translated: none for an original, or one made by hand."""
    if page.alias_of_id:
        return None
    found = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id
    )
    return found.select_related("source__locale", "target_locale").order_by("-enabled").first()


def untranslated(page: Page) -> list[Passage]:
    """Return the passages that a page says in the words of its original, in their order.

    What a translator entered on purpose counts as translated, the same words included.
    """
    translation = translation_of(page)
    if translation is None:
        return []
    said = set(passages_of(page))
    return [
        passage
        for passage, words in entered(translation)
        if words != passage.text and passage in said
    ]


def entered(translation: Translation) -> list[tuple[Passage, str | None]]:
    """Return the passages that need words in another language, each with those that it has."""
    return [
        (passage, words)
        for passage, words in taken_over(translation)
        if passage.path != ADDRESS and SILENT.sub("", passage.text)
    ]


def taken_over(translation: Translation) -> list[tuple[Passage, str | None]]:
    """Return what the original said when a translation took it over, with the words entered."""
    known = translation.source.stringsegment_set.annotate_translation(translation.target_locale)
    return [
        (Passage(each.context.path, each.string.data), each.translation)
        for each in known.select_related("string", "context").order_by("order")
    ]


def asked_address(translation: Translation) -> str | None:
    """Return the slug that a translator entered, as it was entered; None for none."""
    said = (words for passage, words in taken_over(translation) if passage.path == ADDRESS)
    return next(said, None)


def passages_of(page: Page) -> list[Passage]:
    """Return the passages that a translator would be shown, of a page as it is in memory."""
    return [
        Passage(each.path, each.string.data)
        for each in extract_segments(page)
        if isinstance(each, StringSegmentValue)
    ]
