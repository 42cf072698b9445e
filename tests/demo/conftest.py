"""The demonstration, loaded once for all tests of this folder, and gone after them."""

import pytest

from demo.loader import load
from tests.database import rolled_back


@pytest.fixture(scope="package")
def demonstration(django_db_setup, django_db_blocker):
    with rolled_back(django_db_blocker):
        assert load()
        yield


@pytest.fixture
def demo(demonstration, db):
    """The demonstration site, as each test found it."""
