"""Mail: no request waits for it, none is lost, none comes twice, and each server is understood."""

import time

import pytest
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.utils.translation import gettext_lazy

from background.models import Effect
from background.services import ATTEMPTS, deliver_due
from tests.background.conftest import MailServer
from tests.browser.server import free_port

# aiosmtpd leaves its sockets to the garbage collector when a client hangs up.
pytestmark = [
    pytest.mark.usefixtures("db", "by_smtp"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


def send(subject="Hello"):
    send_mail(subject, "Words", "site@example.org", ["reader@example.org"])


def ids(messages):
    return [message["Message-ID"] for message in messages]


def test_no_request_waits_for_the_server(mail_server):
    mail_server.seconds = 5
    send()
    assert mail_server.tried == []


def test_a_mail_arrives_whole(mail_server):
    message = EmailMultiAlternatives(
        gettext_lazy("Search"),
        "Words",
        "site@example.org",
        ["reader@example.org"],
        bcc=["hidden@example.org"],
        reply_to=["answers@example.org"],
        headers={"List-Id": "news"},
    )
    message.attach_alternative("<p>Words</p>", "text/html")
    message.send()
    assert deliver_due() == 1
    (received,) = mail_server.received
    assert (received["Subject"], received["Reply-To"]) == ("Search", "answers@example.org")
    assert (received["From"], received["To"]) == ("site@example.org", "reader@example.org")
    assert received["List-Id"] == "news"
    assert "hidden" not in received.as_string()
    parts = [part.get_payload().strip() for part in received.get_payload()]
    assert parts == ["Words", "<p>Words</p>"]


def test_each_mail_is_one_of_its_own(mail_server):
    send()
    send()
    assert deliver_due() == 2
    assert len(set(ids(mail_server.received))) == 2


def test_a_mail_keeps_its_id_however_often_it_is_tried(mail_server, now):
    mail_server.answer = "451 Not now"
    send()
    for _attempt in range(3):
        deliver_due()
        now(minutes=11)
    mail_server.answer = "250 Taken"
    deliver_due()
    assert len(mail_server.tried) == 4
    assert len(set(ids(mail_server.tried))) == 1
    assert len(mail_server.received) == 1


@pytest.mark.parametrize("says", ["answer", "recipient_answer"])
def test_not_now_is_tried_for_ever(mail_server, says, now):
    setattr(mail_server, says, "450 Greylisted")
    send()
    for _attempt in range(ATTEMPTS + 2):
        deliver_due()
        now(minutes=11)
    effect = Effect.objects.waiting().get()
    assert (effect.attempts, effect.error) == (0, "mail")
    setattr(mail_server, says, "250 Taken")
    assert deliver_due() == 1
    assert len(mail_server.received) == 1


@pytest.mark.parametrize("says", ["answer", "recipient_answer"])
def test_never_is_parked(mail_server, says, now):
    setattr(mail_server, says, "550 Nobody of that name")
    send()
    for _attempt in range(ATTEMPTS):
        deliver_due()
        now(minutes=11)
    parked = Effect.objects.parked().get()
    # The name of what went wrong: what the server says may hold an address.
    assert parked.error in ("SMTPDataError", "SMTPRecipientsRefused")
    setattr(mail_server, says, "250 Taken")
    assert deliver_due() == 0


def test_a_refused_mail_does_not_stop_the_others(mail_server):
    mail_server.answer = "550 No"
    send("Refused")
    deliver_due()
    mail_server.answer = "250 Taken"
    send("Taken")
    assert deliver_due() == 1
    assert [message["Subject"] for message in mail_server.received] == ["Taken"]


def test_while_nobody_listens_mails_wait_and_then_come_once(by_smtp, now):
    by_smtp.EMAIL_PORT = free_port()
    send("First")
    send("Second")
    assert deliver_due() == 0
    assert Effect.objects.waiting().count() == 2
    back = MailServer(port=by_smtp.EMAIL_PORT)
    back.start()
    try:
        now(minutes=11)
        assert deliver_due() == 2
        now(minutes=11)
        assert deliver_due() == 0
    finally:
        back.stop()
    assert sorted(message["Subject"] for message in back.received) == ["First", "Second"]


def test_a_server_that_hangs_costs_one_time_out(mail_server, now):
    mail_server.seconds = 3
    for _number in range(10):
        send()
    began = time.monotonic()
    assert deliver_due() == 0
    assert time.monotonic() - began < 5
    assert Effect.objects.waiting().filter(attempts=0).count() == 10


def test_a_server_that_no_longer_knows_us_parks_nothing(mail_server, by_smtp, now):
    # It offers no way to sign in, as one does whose password was changed refuses us.
    by_smtp.EMAIL_HOST_USER, by_smtp.EMAIL_HOST_PASSWORD = "site", "an old password"
    send()
    for _attempt in range(ATTEMPTS + 1):
        deliver_due()
        now(minutes=11)
    assert Effect.objects.waiting().filter(attempts=0).count() == 1
    by_smtp.EMAIL_HOST_USER = by_smtp.EMAIL_HOST_PASSWORD = ""
    assert deliver_due() == 1


@pytest.mark.parametrize("subject", ["Hello\nBcc: other@example.org", "Hello\r\n\r\nOther words"])
def test_a_header_within_a_header_is_refused_where_it_is_written(subject):
    with pytest.raises(BadHeaderError):
        send(subject)
    assert not Effect.objects.exists()


def test_a_mail_has_no_attachment():
    message = EmailMessage("Hello", "Words", "site@example.org", ["reader@example.org"])
    message.attach("list.csv", "name", "text/csv")
    with pytest.raises(ValueError, match="no attachments"):
        message.send()
    assert not Effect.objects.exists()
