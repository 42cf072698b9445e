"""The thesaurus as it is now: the words of the field, and what topics and regions are called."""

import time
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain, groupby

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from core.models import Region, RegionWords, Topic, TopicWords
from search.thesaurus import Concept, Thesaurus, words_of_the_field

# What another process changed is known here after so long.
SECONDS = 60


def thesaurus() -> Thesaurus:
    return _thesaurus(_period())


def names(relation: str, language: str) -> Mapping[str, str]:
    """Return what topics or regions are called, by their slugs; `relation` is as pages name it."""
    return _called(relation, language, _period())


def _period() -> int:
    return int(time.monotonic() // SECONDS)


@lru_cache(maxsize=1)
def _thesaurus(period: int) -> Thesaurus:
    return Thesaurus.of(chain(words_of_the_field(), _names()))


@lru_cache(maxsize=32)
def _called(relation: str, language: str, period: int) -> Mapping[str, str]:
    model = {each.relation: each for each in (Topic, Region)}[relation]
    return dict(model.objects.named(language).values_list("slug", "name"))


@receiver((post_save, post_delete), sender=TopicWords)
@receiver((post_save, post_delete), sender=RegionWords)
@receiver((post_save, post_delete), sender=Topic)
@receiver((post_save, post_delete), sender=Region)
def forget_names(**kwargs: object) -> None:
    _thesaurus.cache_clear()
    _called.cache_clear()


def _names() -> Iterator[Concept]:
    for model in (TopicWords, RegionWords):
        rows = model.objects.exclude(name="").order_by("term")
        named = rows.values_list("term", "language", "name")
        for _term, names in groupby(named, key=lambda row: row[0]):
            yield {language: [name] for _term, language, name in names}
