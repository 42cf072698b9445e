"""How long the search takes on a large site, beside what a bare request to Elasticsearch takes.

pytest -s tests/bench/search.py

With Elasticsearch 25,000 pages in four languages, in the database 5,000. Their words are those of
the demonstration by chance. What is asserted are ratios to requests of the same run, since seconds
are another machine's: the same query without counts and facets, a bare match for suggestions.
"""

import random
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from wagtail.models import Page

from background.chunks import chunks
from home.models import HomePage
from search.contract import Chosen, Part, Question
from search.elastic.client import SECONDS_TO_WRITE
from search.elastic.engine import Elastic, _query
from search.elastic.index import Index, now
from search.elastic.pages import PAGES
from search.excerpts import excerpt
from search.models import Entry
from search.queries import find
from search.question import read
from search.services import write
from search.spelling import loosened
from search.text import REVISION, tokens
from search.vocabulary import thesaurus
from tests.search.conftest import (  # noqa: F401 (fixtures)
    each_form,
    elasticsearch,
    embedded,
    index_prefix,
)

SETS = {"elasticsearch": 25_000, "embedded": 5_000}
LANGUAGES = ("en", "fr", "es", "ar")
WORDS_A_PAGE = 200
CHUNK = 500
TIMES = 7
# In nearly every page, in some, in few; one word, several, a question; a word that is misspelt.
QUERIES = ("people", "safety plan", "when can people speak safely", "circle hearing", "witneses")
BEGINNINGS = ("saf", "safety pl", "hear", "people spe")
# Of a bare request, at most; of a raw bulk, at least; seconds in the database, at most.
WHOLE, LOOSE, BEGUN, INDEXING, HERE = 3.5, 12.0, 3.5, 0.6, 0.3
# Milliseconds of ten passages.
MARKED = 25


class Words:
    """The words of a language, by chance, each with its term."""

    def __init__(self, code: str) -> None:
        said = (settings.SITE / "demo" / "texts" / f"{code}.toml").read_text()
        words = sorted(set(re.findall(r"[^\W\d_]{3,}", said)))
        self.terms = {word: [each.term for each in tokens(word, code)] for word in words}
        self.folded = {word: [each.word for each in tokens(word, code)] for word in words}
        # A few words are everywhere, most are rare.
        self.weights = [1 / (place + 3) for place in range(len(words))]
        self.words = random.Random(code).sample(words, len(words))  # noqa: S311 (the same each time)

    def some(self, chance: random.Random, number: int) -> list[str]:
        return chance.choices(self.words, self.weights, k=number)


def entries_of(pages: Sequence[Page], said: dict[str, Words], chance: random.Random) -> list[Entry]:
    entries = []
    for page in pages:
        code = page.locale.language_code
        words, text = said[code], said[code].some(chance, WORDS_A_PAGE)
        entries.append(
            Entry(
                page_id=page.pk,
                group=page.translation_key,
                language=code,
                kind="core.standardpage",
                title=page.title,
                text=" ".join(text),
                topics=[f"topic-{page.translation_key.int % 20}"],
                languages=list(LANGUAGES),
                formats=["page"],
                title_terms=" ".join(term for word in text[:4] for term in words.terms[word]),
                text_terms=" ".join(term for word in text for term in words.terms[word]),
                words=" ".join({each for word in text for each in words.folded[word]}),
                revision=REVISION,
                digest=uuid4().hex,
            )
        )
    return entries


@pytest.fixture
def large_site(homes: dict[str, HomePage], each_form: str) -> str:  # noqa: F811 (a fixture)
    """Write pages and their entries by the thousand, past the pains of an editor."""
    chance = random.Random(1)  # noqa: S311 (the same each time)
    said = {code: Words(code) for code in LANGUAGES}
    kind = ContentType.objects.get_for_model(Page)
    parents = {code: Page.objects.get(pk=homes[code].pk) for code in LANGUAGES}
    begin = time.perf_counter()
    for numbers in chunks(range(SETS[each_form]), CHUNK):
        Page.objects.bulk_create(
            Page(
                path=f"{parent.path}{number:04X}",
                depth=parent.depth + 1,
                title=" ".join(said[code].some(chance, 4)),
                slug=f"many-{number}",
                url_path=f"{parent.url_path}many-{number}/",
                locale_id=parent.locale_id,
                translation_key=UUID(int=number + 1),
                content_type=kind,
                live=True,
            )
            for number in numbers
            for code, parent in parents.items()
        )
        keys = [UUID(int=number + 1) for number in numbers]
        pages = Page.objects.filter(translation_key__in=keys).select_related("locale")
        write(entries_of(list(pages), said, chance))
    with connection.cursor() as cursor:
        # The database itself does so once a table has grown, and it is not in a transaction.
        cursor.execute("ANALYZE")
    say(f"\n{each_form}: {Entry.objects.count()} pages in {time.perf_counter() - begin:.0f} s")
    return each_form


def test_ten_passages_are_marked_in_time() -> None:
    """Ten results of 5,000 characters: what a page of results costs beside its queries."""
    chance = random.Random(1)  # noqa: S311 (the same each time)
    for code in LANGUAGES:
        words = Words(code)
        texts = [" ".join(words.some(chance, 1_200))[:5_000] for _ in range(10)]
        terms = frozenset(term for word in words.words[200:202] for term in words.terms[word])

        def marked(code: str = code, texts: list[str] = texts, terms: Any = terms) -> None:
            for text in texts:
                excerpt(text, terms, code, enough=2)

        [milliseconds] = taken(marked)
        say(f"ten passages in {code}: {milliseconds:.0f} ms")
        assert milliseconds < MARKED


def say(words: str) -> None:
    print(words)  # noqa: T201 (it is read)


def taken(*asked: Callable[[], Any]) -> list[float]:
    """Return how long each takes, in milliseconds: the median, one asked after the other."""
    times: list[list[float]] = [[] for _each in asked]
    for _time in range(TIMES):
        for each, seconds in zip(asked, times, strict=True):
            begin = time.perf_counter()
            each()
            seconds.append(1000 * (time.perf_counter() - begin))
    return [statistics.median(each) for each in times]


def question(said: str) -> Question:
    return read(said, "en", LANGUAGES, thesaurus())


def test_the_search_answers_in_time(large_site: str, client: Client) -> None:
    if large_site == "embedded":
        in_the_database(client)
    else:
        beside_raw_requests(client)


def in_the_database(client: Client) -> None:
    for query in QUERIES:
        found, screen = taken(
            partial(find, query, "en"),
            partial(client.get, "/en/search/", {"q": query}),
        )
        say(f"{query!r}: {found:.0f} ms, the page {screen:.0f} ms")
        assert found < 1000 * HERE


def beside_raw_requests(client: Client) -> None:
    indexing()
    engine, nothing = Elastic(), Chosen()
    for query in QUERIES:
        asked, loose = question(query), loosened(question(query))
        raw, whole, near, screen = taken(
            partial(raw_request, _query(asked)),
            partial(engine.search, asked, nothing, Part(10)),
            # Of what can be no looser, nothing more is asked.
            partial(engine.search, loose or asked, nothing, Part(10)),
            partial(client.get, "/en/search/", {"q": query}),
        )
        say(
            f"{query!r}: raw {raw:.1f} ms, with facets × {whole / raw:.1f}, "
            f"nearly × {near / raw:.1f}, the page {screen:.0f} ms"
        )
        assert whole < WHOLE * raw
        assert near < LOOSE * raw
    for begun in BEGINNINGS:
        words = begun.split()
        raw, offered = taken(
            partial(raw_request, {"match": {"text.en": begun}}),
            partial(engine.complete, words, "en", size=8),
        )
        say(f"{begun!r} begun: raw {raw:.1f} ms, × {offered / raw:.1f}")
        assert offered < BEGUN * raw


def raw_request(query: dict[str, Any]) -> None:
    PAGES.index.ask(query=query, size=10, track_total_hits=False)


def indexing() -> None:
    """Compare a rebuild, under writes, with sending the same documents as they are."""
    begin, changed = time.perf_counter(), list[UUID]()
    replace(PAGES, documents=under_writes(PAGES.documents, changed)).rebuild()
    rebuilt = len(PAGES.digests()) / (time.perf_counter() - begin)
    # As the outbox tells it of each of them.
    PAGES.update(changed)
    assert not PAGES.find_drift()
    with PAGES.index.connected(SECONDS_TO_WRITE) as client:
        client.indices.forcemerge(index=PAGES.index.alias, max_num_segments=1)
    raw = Index("pages-raw", "api_key", PAGES.index.fields)
    keys = list(islice(PAGES.digests(), 5_000))
    documents = [PAGES.documents(each) for each in chunks(keys, 200)]
    with raw.connected(SECONDS_TO_WRITE) as client:
        name = raw.create(client)
        begin = time.perf_counter()
        for each in documents:
            raw.write(client, each, version=now(), into=name)
        sent = len(keys) / (time.perf_counter() - begin)
        client.indices.delete(index=name)
    say(f"rebuilt {rebuilt:.0f} sets a second, raw {sent:.0f}: × {rebuilt / sent:.2f}")
    assert rebuilt > INDEXING * sent


def under_writes(documents: Callable[..., Any], changed: list[UUID]) -> Callable[..., Any]:
    """Have a page change with each chunk that is read, and note which."""
    changing: Iterator[UUID] = iter(PAGES.digests())

    def read_and_write(keys: Sequence[UUID]) -> Any:
        found = documents(keys)
        changed.append(next(changing))
        Entry.objects.filter(group=changed[-1]).update(digest=uuid4().hex)
        return found

    return read_and_write
