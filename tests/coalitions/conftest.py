"""Two spaces, and a browser for each of their people."""

import pytest
from django.test import Client

from tests.coalitions.cast import gather


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
