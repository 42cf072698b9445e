"""What is said in a space is seen nowhere outside of it: not one word, at any address."""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice, product
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from coalitions.models import FileVersion
from search.models import SpaceEntry
from tests.addresses import admin_paths, named
from tests.database import built_once
from tests.security.canaries import ADDRESSES, INSIDE, UNPUBLISHED, everything_in, leaked
from tests.security.world import OUTSIDERS, build

EDITORS = ("edith", "adam")
# Who sees which of them by right.
UNSEEN = dict.fromkeys(OUTSIDERS, INSIDE + UNPUBLISHED + ADDRESSES) | {
    "edith": INSIDE + ADDRESSES,
    "adam": INSIDE,
}
AT_MOST = 40
SLUGS = {
    **dict.fromkeys(("app_label", "app_name", "content_type_app_name"), "coalitions"),
    **dict.fromkeys(("model_name", "content_type_model_name"), "draft"),
}


built = built_once(build)


@pytest.fixture
def world(built, db, no_probes):
    return built


def addresses(world: Any) -> Iterator[str]:
    """Yield each address with each key that fits there."""
    for name, pattern in named():
        converters = getattr(pattern, "converters", {})
        fitting = [keys_for(key, converter, world.keys) for key, converter in converters.items()]
        for keys in islice(product(*fitting), AT_MOST):
            # Some are made of groups without a name: pages, documents, topics.
            with suppress(NoReverseMatch):
                yield reverse(name, kwargs=dict(zip(converters, keys, strict=True)))


def keys_for(name: str, converter: Any, keys: dict[str, list[Any]]) -> list[Any]:
    if name in SLUGS:
        return [SLUGS[name]]
    kind = type(converter).__name__.removesuffix("Converter").lower()
    return keys.get(name) or keys.get(kind, keys["str"])


# What a list, or a report, can be asked for besides.
ASKED = ("", f"?q={INSIDE[0]}", "?export=csv", "?export=xlsx")
OTHER_METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE")


def answers(client: Client, paths: Iterable[str], methods: Iterable[str]) -> Iterator[Any]:
    """Ask for each path; what is done by it is undone before the next one."""
    for path, method in product(paths, methods):
        with transaction.atomic():
            response = client.generic(method, path)
            yield f"{method} {path}", response.status_code, everything_in(response)
            transaction.set_rollback(True)


@pytest.fixture
def logged(caplog):
    """All that is logged, but for what is said to the database."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, "django.db.backends")
    return caplog


@pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")
@pytest.mark.parametrize("role", OUTSIDERS)
def test_no_address_says_a_word_of_it(world, role, logged):
    paths = [*dict.fromkeys(addresses(world)), world.page_url]
    assert len(paths) > 1_000
    methods = ("GET", "POST") if role != "anonymous" else ("GET", "POST", *OTHER_METHODS)
    found = {}
    for asked, status, said in answers(world.clients[role], paths, methods):
        # An editor who sends a form of Wagtail's without its fields breaks it, and learns nothing.
        if status >= 500 and role not in EDITORS:
            found[asked] = [str(status)]
        elif places := leaked(said, UNSEEN[role]):
            found[asked] = places
    assert found == {}
    assert leaked(logged.text, INSIDE + ADDRESSES) == []


@pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")
@pytest.mark.parametrize("role", EDITORS)
def test_no_list_of_the_admin_finds_it_or_packs_it_up(world, role):
    paths = [path + asked for path in admin_paths() for asked in ASKED]
    # What was asked for stands in the field again, and nothing beside it.
    words = tuple(word for word in UNSEEN[role] if word != INSIDE[0])
    asked_for = answers(world.clients[role], paths, ["GET"])
    said = {asked: leaked(body, words) for asked, _status, body in asked_for}
    assert {asked: places for asked, places in said.items() if places} == {}


@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize("door", ["search", "search_feed", "search_suggest"])
def test_the_search_answers_as_to_a_word_that_is_none(world, role, door):
    """Whole, begun or with a letter missing: to the byte, and in the headers too."""
    with translation.override("en"):
        path = reverse(door)
    for word in INSIDE + UNPUBLISHED:
        for asked in (word, word[:-1], word[:2] + word[3:]):
            # Of the same letters, so that it is as long in every form of it.
            none = asked[::-1]
            answers = [searched(world.clients[role], path, each) for each in (asked, none)]
            assert answers[0] == answers[1], asked


def searched(client, path, word):
    response = client.get(path, {"q": word})
    said = response.content.decode()
    for form in (word, quote_plus(word), quote(word)):
        said = said.replace(form, "WORD")
    # A feed that has nothing is of this moment.
    said = re.sub(r"<updated>.*?</updated>", "", said)
    # Made of the body, where the word stands that was asked for; and of this moment.
    for name in ("ETag", "Last-Modified"):
        del response.headers[name]
    return response.status_code, sorted(response.headers.items()), said


def test_it_stands_in_no_table_but_those_of_the_spaces(world):
    """Not in a log, a queue, an index, a session: whoever reads those is nobody in the space."""
    # Where the search of a space finds it, for those who are in the space.
    assert SpaceEntry.objects.exists()
    elsewhere = [model for model in apps.get_models() if model._meta.app_label != "coalitions"]
    elsewhere.remove(SpaceEntry)
    found = {
        model: places
        for model in elsewhere
        if (places := leaked(str(list(model._base_manager.values())), INSIDE))
    }
    assert found == {}


def test_no_file_is_stored_under_its_name(world):
    names = FileVersion.objects.values_list("content", "preview")
    assert len(names) == 2
    assert leaked(str(list(names)), INSIDE) == []


def test_no_letter_says_it(world):
    assert world.letters
    for letter in world.letters:
        assert leaked(letter.message().as_string() + letter.subject + letter.body, INSIDE) == []


# What is said to editors and administrators, an address, and what is nobody's sentence.
NOT_OF_THE_SPACE = {"Coalition.label", "Handover.note", "Invitation.email"}
NO_WORDS = {"time_zone", "token_hash", "sha256", "file_hash", "anchor", "client", "choice", "verb"}


def test_all_that_one_can_write_in_a_space_is_a_canary(world):
    """A new field has to be filled in `tests/security/world.py`, or the sweep would not see it."""
    empty = set()
    for model in apps.get_app_config("coalitions").get_models():
        for field in filter(is_written, model._meta.concrete_fields):
            rows = model._base_manager.values_list(field.name, flat=True)
            if not leaked(str(list(rows)), INSIDE):
                empty.add(f"{model.__name__}.{field.name}")
    assert empty == NOT_OF_THE_SPACE


def is_written(field: Any) -> bool:
    words = isinstance(field, models.CharField | models.TextField) and not field.choices
    return words and field.name not in NO_WORDS
