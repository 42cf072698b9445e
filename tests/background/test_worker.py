"""The worker as it runs: a process of its own, on a database of its own, with a mail server.

On PostgreSQL where there is one, else on SQLite. It is killed, told to stop, and has company.
"""

import json
import os
import signal
import time
from collections import Counter

import pytest

from tests.background.conftest import MailServer
from tests.browser.server import Command
from tests.ready_made import migrate
from tests.scratch import own_database

pytestmark = [
    pytest.mark.embedded,
    # aiosmtpd leaves its sockets to the garbage collector when a client hangs up.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

# A process starts, finds the database and looks once.
PATIENCE = 20
SEND = """
from django.core.mail import send_mail
for number in range({count}):
    send_mail(f"Mail {{number}}", "Words", None, ["reader@example.org"])
"""
TELL = """
import json
from background.models import ChoreRun, Effect
print(json.dumps({
    "effects": [[each.attempts, each.error] for each in Effect.objects.filter(kind="mail")],
    "chores": sorted(ChoreRun.objects.values_list("name", flat=True)),
}))
"""
# As if the five minutes of a claim had passed.
LET_CLAIMS_RUN_OUT = """
from django.utils import timezone
from background.models import Effect
Effect.objects.update(due_at=timezone.now())
"""


class Site:
    def __init__(self, command):
        self.command = command

    def shell(self, code):
        return self.command.run("manage.py", "shell", "--no-imports", "-c", code)

    def send(self, count):
        self.shell(SEND.format(count=count))

    def state(self):
        return json.loads(self.shell(TELL))


@pytest.fixture(scope="module")
def mails():
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def site(tmp_path_factory, mails):
    mail = {"EMAIL_URL": f"smtp://localhost:{mails.port}", "EMAIL_FROM": "us@example.org"}
    with own_database(f"portevoix_worker_{os.getpid()}") as database:
        services = mail | database
        folder = tmp_path_factory.mktemp("worker")
        site = Site(Command(folder, origin="http://localhost", services=services))
        migrate(site.command)
        yield site


@pytest.fixture
def server(mails):
    """The mail server, as if nothing had been sent yet."""
    mails.received.clear()
    mails.tried.clear()
    mails.reached.clear()
    mails.answer, mails.seconds = "250 Taken", 0.0
    return mails


def eventually(condition):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return False


def subjects(server):
    return Counter(message["Subject"] for message in server.received)


def test_it_delivers_within_seconds_and_says_that_it_is_there(site, server):
    with site.command.working():
        site.send(1)
        assert eventually(lambda: subjects(server) == {"Mail 0": 1})
        assert eventually(lambda: "background.heartbeat" in site.state()["chores"])
    assert site.state()["effects"] == []


def test_two_workers_deliver_each_mail_once(site, server):
    site.send(40)
    server.seconds = 0.05
    with site.command.working(), site.command.working():
        assert eventually(lambda: len(server.received) == 40)
        time.sleep(2)
    assert set(subjects(server).values()) == {1}
    assert len(server.tried) == 40
    assert site.state()["effects"] == []


def test_killed_in_the_middle_another_finishes(site, server):
    server.seconds = 60
    site.send(1)
    with site.command.working() as worker:
        assert server.reached.wait(PATIENCE)
        worker.kill()
        worker.wait()
    assert server.received == []
    assert site.state()["effects"] == [[0, ""]]
    server.seconds = 0
    site.shell(LET_CLAIMS_RUN_OUT)
    with site.command.working():
        assert eventually(lambda: subjects(server) == {"Mail 0": 1})
    assert len({message["Message-ID"] for message in server.tried}) == 1
    assert site.state()["effects"] == []


def test_told_to_stop_it_finishes_what_it_is_at_and_begins_nothing(site, server):
    server.seconds = 1.5
    site.send(3)
    with site.command.working() as worker:
        assert server.reached.wait(PATIENCE)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0
    assert len(server.received) == len(server.tried) == 1
    assert site.state()["effects"] == [[0, ""], [0, ""]]
