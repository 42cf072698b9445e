"""What the embedded search asks of SQLite, in every version of Django."""

from typing import Any

from django.db.models import Value

from search.embedded import FullText, Match
from search.models import Entry


def where(condition: Any) -> str:
    return str(Entry.objects.filter(condition).values("pk").query).partition(" WHERE ")[2]


def test_a_match_is_a_condition_and_is_compared_with_nothing() -> None:
    # SQLite refuses `… MATCH … = True`, which Django 6.1 makes of a function that is true or false.
    assert where(Match(FullText(), Value("a"))) == "wagtailsearch_indexentry_fts MATCH a"
