"""Each probe of the background turns red when something stands still or fails, green when not."""

import datetime as dt
import ssl
import subprocess

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from background import probes
from background.chores import chore, do_due_chores
from background.housekeeping import HEARTBEAT, TRIES
from background.models import ChoreRun, Effect
from background.services import record
from tests.background.conftest import MailServer
from tests.browser.server import free_port


def ago(**time):
    return timezone.now() - dt.timedelta(**time)


def test_an_empty_outbox_is_green(db):
    assert probes.outbox_moves() is None
    assert probes.nothing_is_parked() is None


def test_an_effect_that_waits_too_long_is_red(db, kind):
    record(kind=kind, subject="1")
    assert probes.outbox_moves() is None
    Effect.objects.update(recorded_at=ago(minutes=11), due_at=ago(minutes=11))
    problem = probes.outbox_moves()
    assert problem.msg == "1 effect has waited for more than ten minutes: test.kind."


def test_an_effect_whose_service_is_down_for_long_is_red(db, kind):
    record(kind=kind, subject="1", delay=dt.timedelta(minutes=10))
    Effect.objects.update(recorded_at=ago(minutes=11), error="the store")
    assert probes.outbox_moves().id == "background.P001"


def test_an_effect_that_was_asked_to_wait_is_green(db, kind):
    record(kind=kind, subject="1", delay=dt.timedelta(days=1))
    Effect.objects.update(recorded_at=ago(hours=12))
    assert probes.outbox_moves() is None


def test_a_parked_effect_is_red(db, kind):
    Effect.objects.create(kind=kind, subject="1", parked_at=timezone.now())
    assert probes.nothing_is_parked().msg == "1 effect failed for good: test.kind."
    # It waits for nobody any more.
    Effect.objects.update(recorded_at=ago(days=1), due_at=ago(days=1))
    assert probes.outbox_moves() is None


def test_without_a_worker_it_is_red(db):
    assert "manage.py worker" in probes.worker_is_alive().hint


def test_a_worker_that_looks_at_the_clock_is_green_until_it_stops(db):
    do_due_chores()
    assert probes.worker_is_alive() is None
    ChoreRun.objects.update(begun_at=ago(minutes=6), ended_at=ago(minutes=6))
    assert probes.worker_is_alive().id == "background.P003"


def test_a_worker_at_a_long_chore_is_alive(db, no_chores):
    chore("test.long", every=dt.timedelta(days=1))(lambda: None)
    ChoreRun.objects.create(name=HEARTBEAT, begun_at=ago(minutes=30), ended_at=ago(minutes=30))
    ChoreRun.objects.create(name="test.long", begun_at=ago(minutes=29))
    assert probes.worker_is_alive() is None
    ChoreRun.objects.filter(name="test.long").update(ended_at=ago(minutes=6))
    assert probes.worker_is_alive() is not None


@pytest.fixture
def task(db):
    task = DBTaskResult.objects.create(
        task_path="wagtail.tasks.update_reference_index_task",
        args_kwargs={"args": ["a secret"], "kwargs": {}},
        backend_name="default",
        run_after=get_date_max(),
    )
    DBTaskResult.objects.update(enqueued_at=ago(minutes=9))
    return task


def test_a_task_that_waits_too_long_is_red(task):
    assert probes.tasks_move() is None
    DBTaskResult.objects.update(enqueued_at=ago(minutes=11))
    assert probes.tasks_move().msg == "1 task has waited for more than ten minutes."
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL)
    assert probes.tasks_move() is None


@pytest.mark.parametrize(("tries", "is_green"), [(TRIES - 1, True), (TRIES, False)])
def test_a_task_that_failed_for_good_is_red(task, tries, is_green):
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED, worker_ids=["w"] * tries)
    assert (probes.no_task_failed() is None) is is_green


@pytest.fixture
def sweep(db, no_chores):
    chore("test.sweep", every=dt.timedelta(hours=1))(lambda: None)
    do_due_chores()
    return ChoreRun.objects.filter(name="test.sweep")


def test_a_chore_that_was_done_is_green(sweep):
    assert probes.chores_are_done() is None


def test_a_chore_that_failed_is_red(sweep):
    sweep.update(error="ValueError")
    assert probes.chores_are_done().msg == "These chores failed or are overdue: test.sweep."


@pytest.mark.parametrize(("minutes", "is_green"), [(125, True), (135, False)])
def test_a_chore_is_overdue_after_twice_its_time(sweep, minutes, is_green):
    sweep.update(begun_at=ago(minutes=minutes), ended_at=ago(minutes=minutes))
    assert (probes.chores_are_done() is None) is is_green


def test_a_chore_that_never_ended_is_red(sweep):
    sweep.update(begun_at=ago(minutes=61), ended_at=ago(minutes=120))
    assert probes.chores_are_done() is not None


def test_a_chore_of_an_older_release_is_nobodys_concern(sweep):
    ChoreRun.objects.create(name="test.gone", begun_at=ago(days=90), error="ValueError")
    assert probes.chores_are_done() is None


# aiosmtpd leaves its sockets to the garbage collector when a client hangs up.
leaves_sockets = pytest.mark.filterwarnings("ignore::ResourceWarning")


@leaves_sockets
def test_a_mail_server_that_answers_is_green(by_smtp, mail_server):
    assert probes.mail_server_answers() is None
    assert mail_server.tried == []


@leaves_sockets
def test_a_closed_port_is_red(by_smtp):
    by_smtp.EMAIL_PORT = free_port()
    problem = probes.mail_server_answers()
    assert "ConnectionRefusedError" in problem.msg
    assert "EMAIL_URL" in problem.hint


@leaves_sockets
def test_a_server_without_tls_is_red_when_tls_was_asked_for(by_smtp, mail_server):
    by_smtp.EMAIL_USE_TLS = True
    assert "SMTPNotSupportedError" in probes.mail_server_answers().msg


@leaves_sockets
def test_a_server_that_does_not_know_us_is_red(by_smtp, mail_server):
    by_smtp.EMAIL_HOST_USER, by_smtp.EMAIL_HOST_PASSWORD = "site", "a secret"
    assert "a secret" not in probes.mail_server_answers().msg


def test_mails_that_go_to_the_console_need_no_server(settings):
    settings.DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1
    assert probes.mail_server_answers() is None


@pytest.fixture
def certificate(tmp_path):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
        + ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
        + ["-keyout", str(tmp_path / "key"), "-out", str(tmp_path / "crt")],
        check=True,
        capture_output=True,
    )
    return tmp_path / "crt", tmp_path / "key"


@leaves_sockets
@pytest.mark.parametrize("is_trusted", [True, False])
def test_over_tls_the_server_must_be_who_it_says(by_smtp, certificate, is_trusted, monkeypatch):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    server = MailServer(tls_context=context)
    server.start()
    by_smtp.EMAIL_PORT, by_smtp.EMAIL_USE_TLS = server.port, True
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    problem = probes.mail_server_answers()
    server.stop()
    assert (problem is None) is is_trusted
    assert is_trusted or "SSLCertVerificationError" in problem.msg
