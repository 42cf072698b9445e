"""Every mail is a row of the outbox first: no request waits for a mail server, and none is lost.

Whoever sends mail as Django does goes through here. A mail keeps one Message-ID however often it is
tried, so that a server or a reader sees that it is the same.
"""

import smtplib
from collections.abc import Sequence
from email.utils import formatdate, make_msgid
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.utils import DNS_NAME

from background.effects import effect
from background.errors import Unavailable
from background.services import record

# The server sends us away whatever we bring: no single mail is at fault.
CANNOT_SEND_AT_ALL = (
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
)
FIELDS = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to")


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Record each message; the worker delivers it.

        Raises ValueError for an attachment: files are looked at on the site, behind its checks.
        """
        for message in email_messages:
            if message.attachments:
                raise ValueError("A mail has no attachments: give the address of the file.")
            # Now, so that a header that cannot be is refused where it was written.
            message.message()
            payload = _payload(message)
            record(kind="mail", subject=payload["headers"]["Message-ID"], payload=payload)
        return len(email_messages)


def _payload(message: EmailMessage) -> dict[str, Any]:
    headers = {
        "Message-ID": make_msgid(domain=str(DNS_NAME)),
        "Date": formatdate(localtime=settings.EMAIL_USE_LOCALTIME),
    }
    alternatives = [
        [str(content), str(kind)] for content, kind in getattr(message, "alternatives", [])
    ]
    return {
        **{name: _plain(getattr(message, name)) for name in FIELDS},
        "headers": headers | {name: str(said) for name, said in message.extra_headers.items()},
        "alternatives": alternatives,
    }


def _plain(value: Any) -> Any:
    # Subjects and bodies are often translated lazily.
    return [str(each) for each in value] if isinstance(value, (list, tuple)) else str(value)


@effect("mail")
def deliver(subject: str, payload: dict[str, Any]) -> None:
    fields = {name: payload[name] for name in FIELDS}
    message = EmailMultiAlternatives(
        **fields,
        headers=payload["headers"],
        connection=get_connection(settings.DELIVERY_EMAIL_BACKEND),
    )
    for content, kind in payload["alternatives"]:
        message.attach_alternative(content, kind)
    try:
        message.send()
    except CANNOT_SEND_AT_ALL as error:
        raise Unavailable("mail") from error
    except smtplib.SMTPRecipientsRefused as error:
        if all(code < 500 for code, _said in error.recipients.values()):
            raise Unavailable("mail") from error
        raise
    except smtplib.SMTPResponseException as error:
        # 4xx is “not now”, 5xx is “never” (RFC 5321, 4.2.1).
        if error.smtp_code < 500:
            raise Unavailable("mail") from error
        raise
    # And what else smtplib raises: a connection that broke, STARTTLS that is not offered.
    except OSError as error:
        raise Unavailable("mail") from error
