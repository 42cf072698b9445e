"""Whoever changes something may die in the middle of it, and so may the worker."""

import os

import pytest

from tests.browser.server import Command
from tests.ready_made import migrate
from tests.scratch import scratch_buckets, scratch_database, scratch_index

RUN = "from tests.faults import kills; kills.main()"

pytestmark = pytest.mark.service("postgresql", "elasticsearch", "s3")


def test_after_a_death_everything_says_what_the_database_says(tmp_path):
    with (
        scratch_database(f"portevoix_kills_{os.getpid()}") as database,
        scratch_index(f"portevoix-kills-{os.getpid()}") as index,
    ):
        services = {
            "DATABASE_URL": database,
            "CACHE_URL": "dbcache://portevoix_cache",
            **index,
            **scratch_buckets(),
        }
        command = Command(tmp_path, origin="http://localhost:8000", services=services)
        migrate(command)
        command.run("manage.py", "createcachetable")
        command.run("manage.py", "start_site")
        command.run("manage.py", "search_rebuild")
        said = command.run("manage.py", "shell", "--no-imports", "-c", RUN)
    assert said.strip() == ""
