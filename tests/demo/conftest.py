"""The demonstration, loaded once for all tests of this folder, and gone after them."""

import pytest
from django.db import transaction

from demo.loader import load


@pytest.fixture(scope="package")
def demonstration(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            assert load()
            yield
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def demo(demonstration, db):
    """The demonstration site, as each test found it."""
