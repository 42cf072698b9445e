"""Who may open which door of a space, by which method; and that the others learn nothing."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import ReferenceIndex
from wagtail.search import index

from coalitions.services.drafts import trash
from coalitions.services.files import trash as trash_file
from coalitions.services.invitations import invite
from home.models import HomePage
from tests.addresses import named
from tests.cast import Cast
from tests.coalitions.access_table import MISSING, NOT_THEIRS, ROLES, SIGN_IN, TABLE, full
from tests.coalitions.cast import (
    Spaces,
    add_comment,
    add_draft,
    add_file,
    at,
    gather,
    share_page,
)
from tests.database import built_once
from tests.door import sign_in_half
from tests.factories import add_standard_page

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
FORMATS = {name: name for name in ("docx", "md")}


@dataclass(frozen=True)
class World:
    """Two spaces, the keys of one thing of each kind in the first, and all who may try them."""

    spaces: Spaces
    keys: dict[str, Any]
    clients: dict[str, Client]


@pytest.fixture
def world(built, db):
    return built


def build():
    spaces = gather(Cast.gather())
    invitation = invite(
        by=spaces.cora, email="new@example.org", role="observer", organisation=None, language="en"
    )
    draft, trashed = add_draft(spaces.cora), add_draft(spaces.cora)
    trash(by=spaces.cora, draft=trashed)
    things: dict[str, Any] = {"petra": spaces.petra, "invitation": invitation, "ours": spaces.ours}
    comment = add_comment(spaces.rita, draft, "ask", wording="demand")
    home = HomePage.objects.get(locale__language_code="en")
    shared = share_page(spaces.petra, add_standard_page(home, live=False))
    file, trashed_file = add_file(spaces.petra), add_file(spaces.petra)
    trash_file(by=spaces.petra, file=trashed_file)
    things |= {"shared": shared, "file": file, "trashed file": trashed_file}
    things |= {"draft": draft, "trashed": trashed, "comment": comment, "thread": comment.thread}
    keys = {name: thing.pk for name, thing in things.items()} | {"first": 1} | FORMATS
    clients = {role: Client() for role in ROLES}
    for role in ROLES[1:]:
        clients[role].force_login(spaces.people[role])
    return World(spaces, keys, clients)


built = built_once(build)


def no_keys(keys):
    """Return keys of nothing: a number stays one, and a format the format it is."""
    nothing = {name: 77 if isinstance(key, int) else uuid4() for name, key in keys.items()}
    return nothing | FORMATS


def address(space, name, args, keys):
    return reverse(full(name), args=[space, *(keys[each] for each in args)])


def answer(response):
    if response.streaming:
        list(response.streaming_content)
    if response.status_code == 302 and "/account/sign-in/" in response["Location"]:
        return SIGN_IN
    return MISSING if response.status_code == 404 else str(response.status_code)


def whole(response):
    """Return the answer without what differs each time, by its nature: tokens, and the address."""
    assert not response.streaming
    body = re.sub(r'value="\w{64}"', "", response.content.decode())
    headers = {name: said for name, said in response.headers.items() if name != "Location"}
    return response.status_code, headers, re.sub(r"[0-9a-f-]{36}|/\d+/", "", body)


@pytest.mark.parametrize(("name", "args", "expected", "inside"), TABLE, ids=[r[0] for r in TABLE])
def test_a_door_of_a_space_opens_for_those_it_is_for(world, name, args, expected, inside):
    path = address(world.spaces.rivers.pk, name, args, world.keys)
    for role, wanted in zip(ROLES, expected, strict=True):
        client = world.clients[role]
        # What one does is undone before the next one comes.
        with transaction.atomic():
            found = [answer(client.get(path)), answer(client.post(path))]
            transaction.set_rollback(True)
        outside = [MISSING if wanted == NOT_THEIRS else wanted] * 2
        assert found == (list(inside) if wanted == "in" else outside), role


@pytest.mark.parametrize(("name", "args", "expected", "inside"), TABLE, ids=[r[0] for r in TABLE])
def test_what_one_may_not_see_is_answered_as_what_there_is_not(world, name, args, expected, inside):
    space = world.spaces.rivers.pk
    there = address(space, name, args, world.keys)
    nowhere, nothing = (address(each, name, args, no_keys(world.keys)) for each in (uuid4(), space))
    for role, wanted in zip(ROLES, expected, strict=True):
        client = world.clients[role]
        for method in METHODS if wanted != "in" else ():
            absent = nothing if wanted == NOT_THEIRS else nowhere
            said = [whole(client.generic(method, path)) for path in (there, absent)]
            assert said[0] == said[1], (role, method)


@pytest.mark.parametrize(
    ("name", "args", "inside"),
    [(row[0], row[1], row[3]) for row in TABLE if row[1]],
    ids=[row[0] for row in TABLE if row[1]],
)
def test_a_coordinator_reaches_nothing_of_another_space_through_their_own(
    world, name, args, inside
):
    theirs = address(world.spaces.lakes.pk, name, args, world.keys)
    nothing = address(world.spaces.lakes.pk, name, args, no_keys(world.keys))
    luca = world.clients["luca"]
    for method in METHODS:
        said = [whole(luca.generic(method, path)) for path in (theirs, nothing)]
        assert said[0] == said[1], method
    # In the space that is theirs they hear of the method before anything is looked for.
    for said, method in zip(inside, ("GET", "POST"), strict=True):
        status = luca.generic(method, theirs).status_code
        assert status == (405 if said == "405" else 404), method


def test_every_address_of_a_space_is_in_the_table():
    """Those of no space are in tests/access_table.py."""
    of_a_space = {name for name, pattern in named() if "coalition_id" in converters_of(pattern)}
    assert of_a_space == {full(row[0]) for row in TABLE}


def converters_of(pattern):
    return getattr(pattern, "converters", {})


def test_whoever_is_removed_is_out_at_their_next_click(world):
    petra, cora, spaces = world.clients["petra"], world.clients["cora"], world.spaces
    path = at(spaces, "overview")
    assert petra.get(path).status_code == 200
    cora.post(at(spaces, "remove", spaces.petra.pk), {"sure": "on"})
    assert petra.get(path).status_code == 404


def test_a_password_alone_opens_no_space(world):
    client = Client()
    sign_in_half(client, world.spaces.people["cora"])
    assert answer(client.get(at(world.spaces, "overview"))) == SIGN_IN
    assert answer(client.get(reverse("spaces:home"))) == SIGN_IN


@pytest.mark.parametrize("name", ["overview", "members", "organisations", "activity", "settings"])
def test_what_is_in_a_space_is_kept_by_nobody(world, name):
    response = world.clients["cora"].get(at(world.spaces, name))
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in response.headers
    assert "Cookie" in response.headers["Vary"]


def test_no_index_of_wagtail_knows_what_is_in_a_space():
    for model in apps.get_app_config("coalitions").get_models(include_auto_created=True):
        assert not ReferenceIndex.model_is_indexable(model), model
        assert not issubclass(model, index.Indexed), model
