"""What several tests share in the database: done once, and undone after the last of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction


def built_once(build: Callable[[], Any]) -> Any:
    """Return a fixture that builds once for the tests of a file, and takes it away after them."""

    @pytest.fixture(scope="module")
    def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
        with rolled_back(django_db_blocker):
            yield build()

    return built


@contextmanager
def rolled_back(django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
