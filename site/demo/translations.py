"""Makes the pages of the demonstration translations of each other, as a translator would have.

Each page is written in its own language in full (`demo/pages.py`). Here its passages are told to
wagtail-localize as what somebody entered, so that the next change of an original finds them.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.types import OverridableSegmentValue, StringSegmentValue

Row = dict[str, Any]


def name_blocks(page: Page, original: Page | None) -> None:
    """Name the blocks of a page as those of its original are: passages go by these names."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            rows = _named(getattr(page, field.name))
            if original:
                _name_alike(rows, _named(getattr(original, field.name)))
            setattr(page, field.name, field.stream_block.to_python(rows))


def _named(value: StreamValue) -> Any:
    """Return the rows of a body with a name for each block, however deep."""
    for block in value:
        # A block that nobody looked at is written as it was read.
        block.value  # noqa: B018
    return value.get_prep_value()


def _name_alike(rows: Any, others: Any) -> None:
    if isinstance(rows, list) and isinstance(others, list):
        for row, other in zip(rows, others, strict=False):
            _name_alike(row, other)
    elif isinstance(rows, dict) and isinstance(others, dict):
        if "id" in rows and rows.get("type") == others.get("type"):
            rows["id"] = others["id"]
        for name in rows.keys() & others.keys():
            _name_alike(rows[name], others[name])


def add_translations(original: Page, pages: Iterable[Page]) -> None:
    """Tell what each page says in the place of each passage of the original."""
    source, _created = TranslationSource.get_or_create_from_instance(original)
    # As if it had been sent to the translators once it was published.
    source.last_updated_at = original.last_published_at
    source.save(update_fields=["last_updated_at"])
    for page in pages:
        Translation.objects.create(source=source, target_locale=page.locale)
        said = list(extract_segments(page))
        _add_words(source, page.locale, said)
        _add_choices(source, page.locale, said)


def _add_words(source: TranslationSource, locale: Locale, said: list[Any]) -> None:
    words = _by_path(
        (each.path, each.string.data) for each in said if isinstance(each, StringSegmentValue)
    )
    segments = defaultdict(list)
    for segment in source.stringsegment_set.select_related("context").order_by("order"):
        segments[segment.context.path].append(segment)
    entered = {
        (segment.string_id, segment.context_id): text
        for path, there in segments.items()
        if len(there) == len(words.get(path, ()))
        for segment, text in zip(there, words[path], strict=True)
    }
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of_id=string,
            context_id=context,
            locale=locale,
            data=text,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        for (string, context), text in entered.items()
    )


def _add_choices(source: TranslationSource, locale: Locale, said: list[Any]) -> None:
    """Keep what is another file, picture or page in another language."""
    chosen = {each.path: each.data for each in said if isinstance(each, OverridableSegmentValue)}
    SegmentOverride.objects.bulk_create(
        SegmentOverride(context=each.context, locale=locale, data_json=json.dumps(chosen[path]))
        for each in source.overridablesegment_set.select_related("context")
        if (path := each.context.path) in chosen and chosen[path] != json.loads(each.data_json)
    )


def _by_path(said: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path, text in said:
        found[path].append(text)
    return found
