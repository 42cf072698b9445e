"""Effects and chores that exist only in a test, and a mail server that does as it is told."""

import asyncio
import datetime as dt
import threading
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from background import chores, effects
from tests.browser.server import free_port


@pytest.fixture
def delivered():
    """What was delivered, in order: subject and payload."""
    return []


@pytest.fixture
def kind(delivered, monkeypatch):
    """A kind of effect whose delivery is remembered."""
    monkeypatch.setattr(effects, "_handlers", dict(effects._handlers))

    @effects.effect("test.kind")
    def deliver(subject, payload):
        delivered.append((subject, payload))

    return "test.kind"


@pytest.fixture
def no_chores(monkeypatch):
    monkeypatch.setattr(chores, "_chores", {})


@pytest.fixture
def now(monkeypatch):
    """The time of the outbox, which a test may move: `now(seconds=5)`."""
    passed = [dt.timedelta(0)]
    real = timezone.now

    def move(**by):
        passed[0] += dt.timedelta(**by)
        return timezone.now()

    monkeypatch.setattr(timezone, "now", lambda: real() + passed[0])
    return move


class MailServer(Controller):
    """A mail server on this machine. `answer` is what it says to a whole mail, and how late."""

    def __init__(self, port=None, **options):
        super().__init__(self, hostname="localhost", port=port or free_port(), **options)
        self.received = []
        self.tried = []
        self.reached = threading.Event()
        self.answer = "250 Taken"
        self.seconds = 0.0
        self.recipient_answer = "250 Known"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.recipient_answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient_answer

    async def handle_DATA(self, server, session, envelope):
        message = message_from_bytes(envelope.content)
        self.tried.append(message)
        self.reached.set()
        answer = self.answer
        await asyncio.sleep(self.seconds)
        if answer.startswith("250"):
            self.received.append(message)
        return answer


@pytest.fixture
def by_smtp(settings, mail_server):
    """Mails go through the outbox to the mail server, as in production."""
    settings.EMAIL_BACKEND = "background.mail.OutboxBackend"
    settings.DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = mail_server.hostname, mail_server.port
    settings.EMAIL_TIMEOUT = 1
    return settings


@pytest.fixture
def mail_server():
    server = MailServer()
    server.start()
    yield server
    server.stop()
