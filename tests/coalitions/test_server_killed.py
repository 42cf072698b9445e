"""The server is killed again and again while two write: every word that it took is there."""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Timer
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.browser.server import Command, free_port, wait_for
from tests.coalitions.text.chance import Chance
from tests.coalitions.writer import Editor
from tests.ready_made import migrate
from tests.scratch import own_database

pytestmark = pytest.mark.embedded

BEGIN = "from tests.coalitions.beginning import two_writers; print(two_writers())"
TURNS = 90


class Answer:
    def __init__(self, status: int, content: bytes) -> None:
        self.status_code, self.content = status, content

    def json(self) -> Any:
        return json.loads(self.content)


class Browser:
    """Asks over HTTP, with the cookies of somebody who is signed in; None where nobody answers."""

    def __init__(self, port: int, cookies: dict[str, str]) -> None:
        self.port = port
        said = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.headers = {"Cookie": said, "X-CSRFToken": cookies["csrftoken"]}

    def get(self, path: str, query: dict[str, Any] | None = None) -> Answer | None:
        return self._ask("GET", f"{path}?{urlencode(query or {})}")

    def post(self, path: str, data: str, content_type: str) -> Answer | None:
        return self._ask("POST", path, data, content_type)

    def _ask(self, method: str, path: str, body: str = "", kind: str = "") -> Answer | None:
        connection = HTTPConnection("localhost", self.port, timeout=10)
        try:
            connection.request(method, path, body.encode(), self.headers | {"Content-Type": kind})
            answer = connection.getresponse()
            return Answer(answer.status, answer.read())
        except (OSError, HTTPException):
            return None
        finally:
            connection.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Command, int]]:
    with own_database(f"portevoix_killed_{os.getpid()}") as services:
        port = free_port()
        command = Command(tmp_path, origin=f"http://localhost:{port}", services=services)
        migrate(command)
        yield command, port


def kill_workers(pid: int) -> None:
    """Kill what serves; whoever keeps it, with this number, begins another."""
    for worker in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        with suppress(ProcessLookupError):
            os.kill(int(worker), signal.SIGKILL)


def test_every_word_that_was_taken_is_there(site, db):
    command, port = site
    told = json.loads(command.run("manage.py", "shell", "--no-imports", "-c", BEGIN))
    chance, typed, unanswered = Chance(7), [], 0
    # It is asked as a client of Django's is.
    browsers: list[Any] = [Browser(port, cookies) for cookies in told["cookies"]]
    with command.serving(port) as server:
        wait_for(server, port, command.log)
        editors = [Editor(browser, told["paths"], chance) for browser in browsers]
        for number in range(TURNS):
            writer = editors[number % 2]
            writer.type(f"w{number}z")
            typed.append(f"w{number}z")
            if number % 5 == 2:
                # While it is at what somebody sent, as likely as not.
                Timer(chance.random() / 50, kill_workers, [server.pid]).start()
            for each in editors:
                each.turn()
                unanswered += each.pending is not None
        wait_for(server, port, command.log)
        for _ in range(4):
            for each in editors:
                each.turn()
    assert unanswered > 0
    assert not any(each.local or each.pending or each.lost for each in editors)
    text = editors[0].document.text_content
    assert editors[1].document.text_content == text
    assert [word for word in typed if word not in text] == []
