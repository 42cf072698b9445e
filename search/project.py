"""What of a page is found: its title, and every text it declares in `search_fields`.

To these come the names of its files, which readers look for and Wagtail leaves out.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Manager, Model
from django.utils import translation
from modelcluster.models import get_all_child_relations
from wagtail.models import Page
from wagtail.search import index

from media.models import Document
from media.references import references
from search.models import Entry
from search.text import index_text


def entry_of(page: Page) -> Entry:
    """Return the entry of a page, unsaved. The page must be its specific self."""
    language = page.locale.language_code
    # A topic is called what it is called in the language of the page.
    with translation.override(language):
        text = "\n".join(filter(None, map(_plain, _texts(page))))
    entry = Entry(
        page_id=page.pk,
        locale_id=page.locale_id,
        kind=page._meta.label_lower,
        title=_plain(page.title),
        text=text,
        date=getattr(page, "date", None),
    )
    entry.title_terms = index_text(entry.title, language)
    entry.text_terms = index_text(text, language)
    entry.digest = _digest(language, entry)
    return entry


def _digest(language: str, entry: Entry) -> str:
    found_by = [language, entry.kind, str(entry.date), entry.title_terms, entry.text_terms]
    return hashlib.blake2b(json.dumps(found_by).encode(), digest_size=16).hexdigest()


def _texts(page: Page) -> Iterator[str]:
    fields = [field for field in page.get_search_fields() if field.field_name != "title"]
    # The summary was written to be shown first.
    fields.sort(key=lambda field: field.field_name != "summary")
    for field in fields:
        yield from _said_by(field, page)
    # In the order of their names: the same page always says the same.
    yield from sorted(_names_of_files(page))


def _said_by(field: Any, owner: Model) -> Iterator[str]:
    if isinstance(field, index.SearchField):
        value = field.get_value(owner)
        yield from map(str, value if isinstance(value, list | tuple) else [value or ""])
    elif isinstance(field, index.RelatedFields):
        for related in _related(field.get_value(owner)):
            for inner in field.fields:
                yield from _said_by(inner, related)


def _related(value: Any) -> Iterable[Model]:
    if isinstance(value, Manager) or hasattr(value, "all"):
        return value.all()
    return [value] if value else []


def _names_of_files(page: Page) -> set[str]:
    keys = set(references(page, Document))
    for relation in get_all_child_relations(type(page)):
        for child in getattr(page, relation.get_accessor_name()).all():
            keys.update(references(child, Document))
    return set(Document.objects.public().filter(pk__in=keys).values_list("title", flat=True))


def _plain(text: str) -> str:
    # PostgreSQL cannot keep a NUL.
    return text.replace("\0", " ").strip()
