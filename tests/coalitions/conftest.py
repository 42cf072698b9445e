"""Two spaces, and a browser for each of their people."""

import pytest
from django.test import Client

from coalitions.models import Affiliation
from tests.coalitions.cast import add_draft, gather


@pytest.fixture
def spaces(homes, cast):
    return gather(cast)


@pytest.fixture
def browse(spaces):
    """Return a client in which somebody is signed in whole; nobody, for "anonymous"."""

    def browse(name):
        client = Client()
        if name != "anonymous":
            client.force_login(spaces.people[name])
        return client

    return browse


@pytest.fixture
def draft(spaces):
    return add_draft(spaces.petra, "We ask every government.\n\nWe wait.")


@pytest.fixture
def ours(spaces):
    """The organisation of the first space, for which the reviewer speaks too."""
    Affiliation.objects.create(membership=spaces.rita, organisation=spaces.ours)
    return spaces.ours
