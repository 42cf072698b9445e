"""What editors say of words, as it is now: synonyms, names of topics and regions, first results.

Each is read at most once a minute, and anew when it was changed here.
"""

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from core.models import Region, RegionWords, Topic, TopicWords
from search.models import Pin, SynonymWords
from search.text import key_of
from search.thesaurus import Concept, Thesaurus, words_of_the_field

# What another process changed is known here after so long.
SECONDS = 60


def thesaurus() -> Thesaurus:
    return _thesaurus(_period())


def names(relation: str, language: str) -> Mapping[str, str]:
    """Return what topics or regions are called, by their slugs; `relation` is as pages name it."""
    return _called(relation, language, _period())


def pins(query: str, language: str) -> Sequence[Pin]:
    """Return what comes first today for a query in a language, in the order of editors."""
    key = key_of(query, language)
    today = timezone.localdate()
    return [each for each in _pins(_period()).get((language, key), ()) if each.is_on(today)]


def _period() -> int:
    return int(time.monotonic() // SECONDS)


@lru_cache(maxsize=1)
def _thesaurus(period: int) -> Thesaurus:
    return Thesaurus.of(chain(words_of_the_field(), _names(), _synonyms()))


@lru_cache(maxsize=32)
def _called(relation: str, language: str, period: int) -> Mapping[str, str]:
    model = {each.relation: each for each in (Topic, Region)}[relation]
    return dict(model.objects.named(language).values_list("slug", "name"))


@lru_cache(maxsize=1)
def _pins(period: int) -> Mapping[tuple[str, str], Sequence[Pin]]:
    found: defaultdict[tuple[str, str], list[Pin]] = defaultdict(list)
    for pin in Pin.objects.select_related("page").order_by("pk"):
        found[pin.language, pin.key].append(pin)
    return found


@receiver((post_save, post_delete), sender=TopicWords)
@receiver((post_save, post_delete), sender=RegionWords)
@receiver((post_save, post_delete), sender=Topic)
@receiver((post_save, post_delete), sender=Region)
@receiver((post_save, post_delete), sender=SynonymWords)
@receiver((post_save, post_delete), sender=Pin)
def forget(**kwargs: object) -> None:
    for each in (_thesaurus, _called, _pins):
        each.cache_clear()


def _synonyms() -> Iterator[Concept]:
    rows = SynonymWords.objects.order_by("concept", "pk")
    for _concept, said in groupby(rows, key=lambda row: row.concept_id):
        yield {row.language: row.phrases for row in said}


def _names() -> Iterator[Concept]:
    for model in (TopicWords, RegionWords):
        rows = model.objects.exclude(name="").order_by("term")
        named = rows.values_list("term", "language", "name")
        for _term, names in groupby(named, key=lambda row: row[0]):
            yield {language: [name] for _term, language, name in names}
