"""Each service refuses, stalls, forbids and dies in turn, while an editor goes on writing.

Public pages answer meanwhile; what was acknowledged is there afterwards, once; the outbox drains;
the checkup turned red and is green again.
"""

import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from background.services import LEASE
from tests.faults.door import Fault
from tests.faults.editor import Busy
from tests.faults.stack import eventually, serve

pytestmark = [
    pytest.mark.service("postgresql", "elasticsearch", "s3", "mail"),
    # The mail server of the tests is left to the garbage collector by its library.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

SERVICES = ("postgresql", "elasticsearch", "s3", "mail")
# What a visitor asks for without thinking of services.
PUBLIC = ("/en/", "/en/search/?q=published", "/health/live")
PATIENCE = 20
SECONDS_TO_HEAL = 20
# What a worker held when it died, or when it lost the database, is another's after its lease.
SECONDS_TO_DRAIN = LEASE.total_seconds() + 90


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("faults")) as served:
        yield served


@pytest.fixture(scope="module")
def afterwards(stack):
    """Let every fault of every service happen; return what was seen, then what was left."""
    editor = Busy(stack.editor)
    editor.start()
    seen, healed = {}, {}
    for name in SERVICES:
        for fault in Fault:
            stack.doors[name].become(fault)
            try:
                seen[name, fault] = look(stack)
            finally:
                stack.doors[name].become(None)
            healed[name, fault] = eventually(lambda: answers_well(stack), SECONDS_TO_HEAL)
    # A worker that is killed in the middle of its work is followed by another.
    stack.processes["worker"].kill()
    time.sleep(1)
    editor.stop()
    with stack.command.working():
        eventually(lambda: not stack.state()["waiting"], SECONDS_TO_DRAIN)
        yield {
            "seen": seen,
            "healed": healed,
            "state": stack.state(),
            "red": stack.checkup(),
        }


def answers_well(stack):
    return all(
        requests.get(f"{stack.command.origin}{path}", timeout=PATIENCE).status_code == 200
        for path in PUBLIC
    )


def look(stack):
    """Return what visitors are answered and what the checkup says, at the same time."""
    with ThreadPoolExecutor() as pool:
        red = pool.submit(stack.checkup)
        answers: dict[str, list[int]] = {path: [] for path in PUBLIC}
        while not red.done():
            for path in PUBLIC:
                answer = requests.get(f"{stack.command.origin}{path}", timeout=PATIENCE)
                answers[path].append(answer.status_code)
        return {"answers": answers, "red": red.result()}


CASES = [(name, fault) for name in SERVICES for fault in Fault]


@pytest.mark.parametrize(("name", "fault"), CASES)
def test_public_pages_answer(afterwards, name, fault):
    answers = afterwards["seen"][name, fault]["answers"]
    given = {status for path in PUBLIC for status in answers[path]}
    # Every page is in the database: without it a visitor is told when to come back.
    assert given <= ({200, 503} if name == "postgresql" else {200})
    assert set(answers["/health/live"]) == {200}


@pytest.mark.parametrize(("name", "fault"), CASES)
def test_public_pages_answer_again(afterwards, name, fault):
    assert afterwards["healed"][name, fault]


@pytest.mark.parametrize(("name", "fault"), CASES)
def test_the_checkup_turns_red(afterwards, name, fault):
    if (name, fault) != ("postgresql", Fault.SLOW):
        assert afterwards["seen"][name, fault]["red"]


def test_it_is_green_again(afterwards):
    assert afterwards["red"] == set()


def test_the_outbox_drains_and_nothing_is_parked(afterwards):
    assert afterwards["state"]["waiting"] == []
    assert afterwards["state"]["parked"] == 0


def test_every_page_that_was_accepted_is_there_once(stack, afterwards):
    accepted = stack.editor.accepted
    assert len(accepted.pages) > 20
    found = Counter(afterwards["state"]["pages"])
    assert {found[f"Published {number}"] for number in accepted.pages} == {1}
    assert max(found.values()) == 1


def test_and_can_be_found(stack, afterwards):
    for number in stack.editor.accepted.pages:
        path = f"{stack.command.origin}/en/search/?q=%22Published+{number}%22"
        assert f"/en/published-{number}/" in requests.get(path, timeout=PATIENCE).text


def test_every_file_that_was_accepted_loads(stack, afterwards):
    accepted = stack.editor.accepted
    assert accepted.documents
    found = Counter(each["title"] for each in afterwards["state"]["documents"])
    assert {found[f"Document {number}"] for number in accepted.documents} == {1}
    urls = {each["title"]: each["url"] for each in afterwards["state"]["documents"]}
    for number in accepted.documents:
        answer = requests.get(
            f"{stack.command.origin}{urls[f'Document {number}']}", timeout=PATIENCE
        )
        assert (answer.status_code, answer.text) == (200, f"File number {number}")


def test_every_submission_that_was_accepted_was_told_once(stack, afterwards):
    accepted = stack.editor.accepted
    assert accepted.submissions
    assert {f"Submitted {number}" for number in accepted.submissions} <= set(
        afterwards["state"]["submitted"]
    )
    # A server that died before it could answer may have been given a mail twice: both say that
    # they are the same.
    subjects = {m["Message-ID"]: str(m["Subject"]) for m in stack.mail.received}
    told = Counter(
        int(number)
        for subject in subjects.values()
        for number in re.findall(r"Submitted (\d+)", subject)
    )
    assert {number: told[number] for number in accepted.submissions} == dict.fromkeys(
        accepted.submissions, 1
    )
