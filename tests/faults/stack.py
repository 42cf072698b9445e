"""The product as it runs, web and worker, with a door before each of its services."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller

from tests.browser.server import Command, free_port, wait_for
from tests.faults.door import Door, Service, forbid_http, forbid_postgresql, forbid_smtp
from tests.faults.editor import Editor
from tests.ready_made import migrate
from tests.scratch import scratch_buckets, scratch_database, scratch_index

EMAIL, PASSWORD = "edith@example.org", "the words of an editor"
MAKE_PEOPLE = f"""
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from tests.door import KNOWN
from users.codes import give_app

User = get_user_model()
edith = User.objects.create_user({EMAIL!r}, {PASSWORD!r})
give_app(edith, KNOWN)
edith.groups.set(Group.objects.filter(name__in=["Editors", "Moderators"]))
moderator = User.objects.create_user("mo@example.org", {PASSWORD!r})
moderator.groups.set(Group.objects.filter(name="Moderators"))

from home.models import HomePage
print(HomePage.objects.get(locale__language_code="en").pk)
"""
TELL_STATE = """
import json
from background.models import Effect
from core.models import StandardPage
from media.models import Document

print(json.dumps({
    "pages": sorted(
        StandardPage.objects.filter(live=True).values_list("title", flat=True)
    ),
    "submitted": sorted(
        StandardPage.objects.filter(live=False).values_list("title", flat=True)
    ),
    "documents": [
        {"title": each.title, "url": each.url} for each in Document.objects.order_by("title")
    ],
    "waiting": [
        f"{each.kind}, {each.attempts} tries, {each.error!r}, due at {each.due_at:%X}"
        for each in Effect.objects.all()
    ],
    "parked": Effect.objects.parked().count(),
}))
"""


class MailServer(Controller):
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        super().__init__(self, hostname="127.0.0.1", port=free_port())
        self.received: list[Any] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.received.append(message_from_bytes(envelope.content))
        return "250 Taken"


@dataclass
class Stack:
    command: Command
    doors: dict[str, Door]
    mail: MailServer
    editor: Editor
    processes: dict[str, Any]

    def state(self) -> dict[str, Any]:
        told = self.command.run("manage.py", "shell", "--no-imports", "-c", TELL_STATE)
        return dict(json.loads(told))

    def checkup(self) -> set[str]:
        """Return what the checkup says is red."""
        try:
            self.command.run("manage.py", "checkup", "--json")
        except RuntimeError as error:
            lines = str(error).splitlines()
            told = json.loads(next(line for line in lines if line.startswith(("{", "["))))
            return {each["name"] for each in told if not each["ok"]}
        return set()


@contextmanager
def serve(folder: Path) -> Iterator[Stack]:
    with ExitStack() as stack:
        mail = MailServer()
        mail.start()
        stack.callback(mail.stop)
        database = stack.enter_context(scratch_database(f"portevoix_faults_{os.getpid()}"))
        index = stack.enter_context(scratch_index(f"portevoix-faults-{os.getpid()}"))
        buckets = scratch_buckets()
        doors = {
            service.name: stack.enter_context(Door(service, folder))
            for service in services(database, index, buckets, mail.port)
        }
        port = free_port()
        command = Command(
            folder,
            origin=f"http://localhost:{port}",
            services=through(doors, {"DATABASE_URL": database, **index, **buckets}),
        )
        migrate(command)
        command.run("manage.py", "start_site")
        home = int(command.run("manage.py", "shell", "--no-imports", "-c", MAKE_PEOPLE))
        command.run("manage.py", "search_rebuild")
        processes = {
            "web": stack.enter_context(command.serving(port)),
            "worker": stack.enter_context(command.working()),
        }
        wait_for(processes["web"], port, command.log)
        editor = Editor(command.origin, home)
        editor.sign_in(EMAIL, PASSWORD)
        yield Stack(command, doors, mail, editor, processes)


def services(
    database: str, index: dict[str, str], buckets: dict[str, str], mail_port: int
) -> list[Service]:
    def at(url: str) -> tuple[str, int]:
        parts = urlsplit(url)
        return parts.hostname or "127.0.0.1", parts.port or 0

    return [
        # A stalled database answers nothing at all: a slow one is what can be lived with.
        Service("postgresql", *at(database), forbid_postgresql, slow_for=0.05),
        Service(
            "elasticsearch",
            *at(index["ELASTICSEARCH_URL"]),
            forbid_http,
            ca=index["ELASTICSEARCH_CA"],
        ),
        Service("s3", *at(buckets["S3_ENDPOINT"]), forbid_http),
        Service("mail", "127.0.0.1", mail_port, forbid_smtp),
    ]


def through(doors: dict[str, Door], given: dict[str, str]) -> dict[str, str]:
    """Return the variables with the doors in place of the services."""

    def moved(url: str, door: Door) -> str:
        parts = urlsplit(url)
        before = parts.netloc.rpartition("@")[0]
        host = f"{before}@localhost" if before else "localhost"
        return parts._replace(netloc=f"{host}:{door.port}").geturl()

    return given | {
        "DATABASE_URL": moved(given["DATABASE_URL"], doors["postgresql"]),
        "ELASTICSEARCH_URL": moved(given["ELASTICSEARCH_URL"], doors["elasticsearch"]),
        "ELASTICSEARCH_CA": str(doors["elasticsearch"].certificate)
        if given["ELASTICSEARCH_CA"]
        else "",
        "S3_ENDPOINT": moved(given["S3_ENDPOINT"], doors["s3"]),
        "EMAIL_URL": f"smtp://localhost:{doors['mail'].port}",
        "EMAIL_FROM": "site@example.org",
    }


def eventually(condition: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.5)
    return False
