"""The mail server of development keeps every mail, and shows it as text."""

import json
import smtplib
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from django.conf import settings

from dev.local.base import is_free


@pytest.fixture
def port(tmp_path) -> Iterator[int]:
    port = next(each for each in range(22025, 22999, 2) if is_free(each) and is_free(each + 1))
    command = [sys.executable, "-m", "dev.local.mail_sink", str(tmp_path), str(port)]
    with subprocess.Popen(command, cwd=settings.ROOT) as sink:
        while is_free(port) or is_free(port + 1):
            assert sink.poll() is None
            time.sleep(0.05)
        yield port
        sink.terminate()


def send(port: int, **headers: str) -> None:
    mail = EmailMessage()
    for name, value in headers.items():
        mail[name] = value
    mail.set_content("Un été <b>libre</b>")
    with smtplib.SMTP("localhost", port) as server:
        server.send_message(mail, "site@portevoix.example", ["ana@portevoix.example"])


def get(port: int, path: str, host: str = "localhost") -> str:
    request = urllib.request.Request(f"http://localhost:{port + 1}{path}", headers={"Host": host})
    with urllib.request.urlopen(request, timeout=5) as answer:
        return str(answer.read().decode())


def test_mails_are_kept_with_whom_they_really_went_to_the_latest_first(port):
    send(port, Subject="Première", To="list@portevoix.example")
    send(port, Subject="Second", To="list@portevoix.example")
    second, first = json.loads(get(port, "/mails.json"))
    assert (first["subject"], second["subject"]) == ("Première", "Second")
    assert first["to"] == "ana@portevoix.example"
    assert first["text"] == "Un été <b>libre</b>\n"


def test_the_page_shows_markup_and_does_not_obey_it(port):
    assert "None came yet" in get(port, "/")
    send(port, Subject="<script>alert(1)</script>")
    page = get(port, "/")
    assert "<script>" not in page
    assert "Un été &lt;b&gt;libre&lt;/b&gt;" in page


def test_a_page_elsewhere_cannot_have_the_mails_read(port):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        get(port, "/mails.json", host="rebound.example")
