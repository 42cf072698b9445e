"""What many do at the same moment is done once, within its bounds, and nothing of it is lost."""

import json
import os

import pytest

from tests.browser.server import Command
from tests.ready_made import migrate
from tests.scratch import scratch_database
from tests.security.crowd import AT_ONCE

TELL = "from tests.security import crowd; print(crowd.told())"

pytestmark = pytest.mark.service("postgresql")


@pytest.fixture(scope="module")
def left(tmp_path_factory):
    with scratch_database(f"portevoix_crowd_{os.getpid()}") as url:
        services = {"DATABASE_URL": url, "CACHE_URL": "dbcache://portevoix_cache"}
        folder = tmp_path_factory.mktemp("crowd")
        command = Command(folder, origin="http://localhost", services=services)
        migrate(command)
        command.run("manage.py", "createcachetable")
        told = command.run("manage.py", "shell", "--no-imports", "-c", TELL)
        # Mails of development are printed before it.
        yield json.loads(told.splitlines()[-1])


def test_a_button_that_is_pressed_again_and_again_says_it_once(left):
    assert left["a_comment"] == {"answers": [302], "comments": 1, "activities": 1}
    assert left["a_plain_form"] == {"answers": [302], "words": 3, "pushes": 1}
    assert left["a_version_handed_over"] == 1


def test_forms_that_were_opened_together_lose_no_word(left):
    assert left["nobody_lost"] == AT_ONCE


def test_a_space_never_holds_more_than_it_has_room_for(left):
    assert left["files_beyond_the_room"] == {"kept": 3, "files": 4, "stored": 4}


def test_a_letter_makes_one_member(left):
    assert left["an_invitation"] == {"members": 1, "refused": AT_ONCE - 1}


def test_two_who_remove_each_other_leave_one(left):
    assert left["last_coordinators"] == [1] * 6


def test_what_is_said_of_a_draft_while_it_is_put_away_is_kept_or_refused(left):
    assert left["a_draft_put_away_while_others_comment"] == {
        "broken": 0,
        "put away": True,
        "as answered": True,
        "anchored": True,
    }


def test_the_search_says_what_became_of_a_page(left):
    assert left["a_page_published_and_taken_down"] == {"answers": [302], "agree": True}


def test_a_limit_holds_for_guesses_that_come_at_once(left):
    # A tenth more is no harm.
    assert 1 <= left["guesses"] <= 11
