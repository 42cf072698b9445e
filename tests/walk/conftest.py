"""A page of each type at the beginning of its life, and the people who have to do with it."""

import pytest
from django.conf import settings
from wagtail.models import Page

from home.models import HomePage
from tests.cast import Cast
from tests.database import rolled_back
from tests.walk.life import NEW, Life, Person
from tests.walk.world import TYPES, World


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Build the world once for all tests of this file, and take it away after them."""
    with rolled_back(django_db_blocker):
        home = HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
        yield World.build(home), Cast.gather()


@pytest.fixture
def world(built, db) -> World:
    return built[0]


@pytest.fixture
def cast(built, db) -> Cast:
    return built[1]


@pytest.fixture
def people(cast, client_of) -> dict[str, Person]:
    """One writes, one approves what others wrote, one administers."""
    return {
        name: Person(name, client_of(user))
        for name, user in (("writer", cast.wanda), ("approver", cast.mona), ("admin", cast.adam))
    }


@pytest.fixture(params=TYPES, ids=lambda each: each._meta.model_name)
def life(request, world, people) -> Life:
    """A page of each type, not begun yet, in the hands of somebody who may only write."""
    return Life(request.param, world.parents[request.param], people["writer"])


@pytest.fixture
def in_public(life, client):
    """Return whether a visitor reads the page at its address."""

    def is_in_public() -> bool:
        url = Page.objects.get(pk=life.pk).get_url()
        # A second home page stands outside of the site.
        return bool(url) and client.get(url).status_code == 200

    return is_in_public


@pytest.fixture
def published(life, people) -> Life:
    """The page, live, with everything said; the approver published it."""
    life.begin(**NEW)
    life.fill(**NEW)
    life.with_(people["approver"]).do("publish")
    assert life.page.live
    return life
