"""What of a page is found: its title, every text it declares in `search_fields`, and its files.

To what Wagtail knows come the names of its files, which readers look for, and their words.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Manager, Model
from django.utils import translation
from modelcluster.models import get_all_child_relations
from wagtail.models import Page
from wagtail.search import index

from media.models import Document
from media.references import references
from search import reading
from search.models import Entry
from search.text import REVISION, tokens

# Among the formats of files: what is read on the page itself.
WITHOUT_FILES = "page"


def entries_of(pages: Iterable[Page]) -> list[Entry]:
    """Return the entries of pages, unsaved. Pages must be their specific selves, and sets whole.

    A set of translations is one result: what it is narrowed and sorted by is the same in each of
    its entries.
    """
    sets: defaultdict[UUID, list[Entry]] = defaultdict(list)
    for page in pages:
        sets[page.translation_key].append(_entry_of(page))
    for entries in sets.values():
        for entry in entries:
            _agree(entry, entries)
    return [entry for entries in sets.values() for entry in entries]


def _agree(entry: Entry, entries: list[Entry]) -> None:
    """Give an entry what the entries of its set say together."""
    entry.languages = sorted(each.language for each in entries)
    for name in ("topics", "regions", "formats"):
        setattr(entry, name, sorted({value for each in entries for value in getattr(each, name)}))
    entry.date = min((each.date for each in entries if each.date), default=None)
    entry.digest = reading.digest_of(entry, but=("page", "digest"))


def _entry_of(page: Page) -> Entry:
    language = page.locale.language_code
    files = _files(page)
    # A topic is called what it is called in the language of the page.
    with translation.override(language):
        said = [*map(_plain, _texts(page)), *sorted(_plain(file.title) for file in files)]
    entry = Entry(
        page_id=page.pk,
        group=page.translation_key,
        language=language,
        kind=page._meta.label_lower,
        title=_plain(page.title),
        text="\n".join(filter(None, said)),
        date=getattr(page, "date", None),
        topics=_slugs(page, "topics"),
        regions=_slugs(page, "regions"),
        formats=[file.format.lower() for file in files] or [WITHOUT_FILES],
        files=[file.pk for file in files],
    )
    read(entry, files)
    return entry


def read(entry: Entry, files: Iterable[Document] = ()) -> None:
    """Give an entry the terms of what it says, and of these files."""
    found = reading.read(entry.title, entry.text, entry.language)
    entry.revision = REVISION
    entry.title_terms, entry.text_terms, entry.words = map(" ".join, found)
    entry.file_terms = _terms_of_files(files)


def _terms_of_files(files: Iterable[Document]) -> dict[str, str]:
    terms: defaultdict[str, list[str]] = defaultdict(list)
    for file in files:
        terms[file.language] += reading.terms(tokens(file.text, file.language), file.text)
    return {language: " ".join(each) for language, each in terms.items()}


def _slugs(page: Page, relation: str) -> list[str]:
    terms = getattr(page, relation, None)
    return sorted(term.slug for term in terms.all()) if terms else []


def _texts(page: Page) -> Iterator[str]:
    fields = [field for field in page.get_search_fields() if field.field_name != "title"]
    # The summary was written to be shown first.
    fields.sort(key=lambda field: field.field_name != "summary")
    for field in fields:
        yield from _said_by(field, page)


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


def _files(page: Page) -> list[Document]:
    """Return the public files that a page offers, with their words."""
    keys = set(references(page, Document))
    for relation in get_all_child_relations(type(page)):
        for child in getattr(page, relation.get_accessor_name()).all():
            keys.update(references(child, Document))
    # In one order: the same page always says the same.
    public = Document.objects.public().filter(pk__in=keys)
    return list(public.only("title", "language", "text", "file").order_by("pk"))


def _plain(text: str) -> str:
    # PostgreSQL cannot keep a NUL.
    return text.replace("\0", " ").strip()
