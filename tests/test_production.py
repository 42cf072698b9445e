"""Production as it runs, on this machine: real processes, real services, and who may say what.

`dev/production-like` is what is tested, and what tests: it also hands its environment to a command.
"""

import http.client
import os
import re
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage, Message
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler
from django.conf import settings

from config.env import VAR
from tests.headers import FIXED, PUBLIC_POLICY
from tests.scratch import scratch_buckets

pytestmark = pytest.mark.service("postgresql", "elasticsearch", "s3")

SCRIPT = settings.ROOT / "dev/production-like"
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh-hans")
# As gunicorn's TRUSTED_PROXIES has it there, and any other.
TRUSTED, ANYBODY = "127.0.0.2", "127.0.0.1"


class Mailbox(Handler):
    def __init__(self) -> None:
        super().__init__(EmailMessage)
        self.received: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.received.append(message)


@dataclass
class Answer:
    status: int
    headers: Message
    body: bytes


@dataclass
class Production:
    port: int
    environment: dict[str, str]
    mailbox: Mailbox
    process: subprocess.Popen[bytes] | None = None

    @property
    def certificate(self) -> Path:
        return VAR.resolve() / "production-like/tls.crt"

    def get(self, path: str, **headers: str) -> Answer:
        context = ssl.create_default_context(cafile=self.certificate)
        return ask(
            http.client.HTTPSConnection("localhost", self.port, timeout=10, context=context),
            path,
            headers,
        )

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [SCRIPT, *command],
            cwd=settings.ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
        )

    @contextmanager
    def start(self, *command: str) -> Iterator[subprocess.Popen[bytes]]:
        process = subprocess.Popen(
            [SCRIPT, *command],
            cwd=settings.ROOT,
            env=self.environment,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=20)


def ask(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> Answer:
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def ask_in_the_clear(port: int, path: str, *, source: str, **headers: str) -> Answer:
    """Ask as a proxy does, from one of this machine's own addresses."""
    connection = http.client.HTTPConnection(
        "127.0.0.1", port, timeout=10, source_address=(source, 0)
    )
    return ask(connection, path, {"Host": "localhost", **headers})


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(is_so, seconds: float) -> float:
    """Return after how many seconds it was so."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds, "it was waited for in vain"
        time.sleep(0.1)
    return time.monotonic() - began


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def is_gone(session: int) -> bool:
    try:
        os.killpg(session, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.fixture(scope="module")
def production() -> Iterator[Production]:
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    port = free_port()
    environment = {
        "PATH": os.defpath,
        "VAR_DIR": str(VAR),
        "PORT": str(port),
        "EMAIL_URL": f"smtp://localhost:{controller.port}",
        **scratch_buckets(),
    }
    it = Production(port, environment, mailbox)
    try:
        with it.start() as process:
            wait_until(lambda: answers(port) or process.poll() is not None, 90)
            assert process.poll() is None, "it did not start"
            it.process = process
            yield it
    finally:
        controller.stop()


@pytest.fixture(scope="module")
def behind_a_proxy(production) -> Iterator[int]:
    """The port of the same web server without TLS of its own."""
    port = free_port()
    with production.start("gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1"):
        wait_until(lambda: answers(port), 30)
        yield port


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_home_page_is_sent_with_exactly_these_headers_and_no_cookie(production, language):
    answer = production.get(f"/{language}/")
    assert answer.status == 200
    assert f'lang="{language}"'.lower() in answer.body.decode().lower()
    assert {name: answer.headers[name] for name in FIXED} == FIXED
    assert set(answer.headers["Content-Security-Policy"].split("; ")) == PUBLIC_POLICY
    assert answer.headers["Set-Cookie"] is None


def test_cookies_hold_for_this_host_alone_and_for_https(production):
    answer = production.get("/en/account/sign-in/")
    assert answer.status == 200
    cookies = answer.headers.get_all("Set-Cookie")
    assert [cookie.partition("=")[0] for cookie in cookies] == ["__Host-csrftoken"]
    attributes = {each.strip() for each in cookies[0].split(";")[1:]}
    assert {"Path=/", "Secure", "SameSite=Lax"} <= attributes
    assert not [each for each in attributes if each.startswith("Domain")]


def test_style_is_compressed_once_and_kept_for_good(production):
    home = production.get("/en/").body.decode()
    (path, *_others) = re.findall(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', home)
    answer = production.get(path, **{"Accept-Encoding": "br"})
    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"


def test_a_host_it_does_not_answer_for_is_refused(production):
    assert production.get("/en/", Host="example.com").status == 400


def test_http_is_sent_to_https(behind_a_proxy):
    answer = ask_in_the_clear(behind_a_proxy, "/en/", source=ANYBODY)
    assert (answer.status, answer.headers["Location"]) == (301, "https://localhost/en/")


def test_only_a_trusted_proxy_may_say_that_a_visitor_came_by_https(behind_a_proxy):
    said = {"X-Forwarded-Proto": "https"}
    statuses = {
        source: ask_in_the_clear(behind_a_proxy, "/en/", source=source, **said).status
        for source in (TRUSTED, ANYBODY)
    }
    assert statuses == {TRUSTED: 200, ANYBODY: 301}


@pytest.mark.parametrize("header", ["X-Forwarded-Ssl", "X-Forwarded-Protocol", "X-Url-Scheme"])
def test_not_even_a_trusted_proxy_may_say_it_otherwise(behind_a_proxy, header):
    answer = ask_in_the_clear(behind_a_proxy, "/en/", source=TRUSTED, **{header: "https"})
    assert answer.status == 301


def test_a_forged_path_is_not_believed_from_anybody(behind_a_proxy):
    for source in (TRUSTED, ANYBODY):
        answer = ask_in_the_clear(
            behind_a_proxy, "/fr/", source=source, **{"Path-Info": "/en/", "Script_Name": "/x"}
        )
        assert answer.headers["Location"] == "https://localhost/fr/"


def test_what_keeps_it_running_may_ask_without_https(behind_a_proxy):
    for path in ("/health/live", "/health/ready"):
        answer = ask_in_the_clear(behind_a_proxy, path, source=ANYBODY)
        assert (path, answer.status) == (path, 200)


def test_a_request_line_longer_than_any_of_ours_is_refused(behind_a_proxy):
    answer = ask_in_the_clear(behind_a_proxy, f"/en/?q={'x' * 5000}", source=TRUSTED)
    assert answer.status in (400, 414)


def test_the_deployment_checks_have_nothing_to_say(production):
    done = production.run("python", "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_checkup_finds_that_all_but_a_backup_is_there(production):
    # A probe that was late, on a machine with much to do, is asked again; what is wrong stays red.
    for _attempt in range(3):
        done = production.run("python", "manage.py", "checkup")
        red = set(re.findall(r"^RED\s+(.*)$", done.stdout, re.MULTILINE))
        if red <= {"There is a backup of today"}:
            break
    assert red <= {"There is a backup of today"}
    assert len(re.findall("^green", done.stdout, re.MULTILINE)) > 10


def test_the_worker_delivers_a_mail(production):
    sent = production.run(
        *("python", "manage.py", "shell", "--no-imports", "--command"),
        "from django.core.mail import send_mail;"
        "send_mail('Hello', 'The worker works.', None, ['editor@portevoix.example'])",
    )
    assert sent.returncode == 0, sent.stderr
    wait_until(lambda: production.mailbox.received, 15)
    assert [message["Subject"] for message in production.mailbox.received] == ["Hello"]


@pytest.mark.parametrize(
    "command",
    [("gunicorn", "--bind", "127.0.0.1:1"), ("python", "manage.py", "worker")],
    ids=["gunicorn", "worker"],
)
def test_nothing_starts_on_a_default(production, command):
    done = production.run("env", "--unset", "SECRET_KEY_FILE", *command)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "portevoix.C001" in done.stderr
    assert "Set SECRET_KEY" in done.stderr


# The last one: there is nothing left to test after it.
def test_it_stops_within_ten_seconds_and_leaves_nothing_running(production):
    process = production.process
    process.terminate()
    assert process.wait(timeout=10) == 0
    wait_until(lambda: is_gone(process.pid), 10)
    assert not answers(production.port)
