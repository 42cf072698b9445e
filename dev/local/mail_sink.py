"""Takes every mail it is given and sends none on: they are files, and a page that lists them.

    python -m dev.local.mail_sink FOLDER PORT

The mails come to PORT; the page, and `/mails.json` for tests, are at PORT + 1. A mail is shown as
the text it is: what its HTML asks for is never fetched.
"""

import json
import sys
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Mails</title>
<meta name="viewport" content="width=device-width"><style>body{{font:1rem/1.5 sans-serif;
max-width:50rem;margin:auto;padding:1rem}}pre{{white-space:pre-wrap;background:#eee;padding:1rem}}
</style><h1>Mails</h1>{body}</html>"""


class Sink:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        # By time: the names sort as the mails came, across restarts too.
        path = self.folder / f"{time.time_ns()}-{next(self.numbers)}.eml"
        new = path.with_suffix(".new")
        to = ", ".join(envelope.rcpt_tos).encode()
        # Who got it, also blind copies, which no other header names.
        new.write_bytes(b"X-Envelope-To: " + to + b"\r\n" + content)
        new.replace(path)
        return "250 Kept"


def mails(folder: Path) -> list[dict[str, str]]:
    """Return the mails of this folder as a person reads them, the latest first."""
    return [read(path) for path in sorted(folder.glob("*.eml"), reverse=True)]


def read(path: Path) -> dict[str, str]:
    mail: EmailMessage = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = mail.get_body(("plain", "html"))
    return {
        "file": path.name,
        "from": str(mail["From"] or ""),
        "to": str(mail["X-Envelope-To"]),
        "subject": str(mail["Subject"] or ""),
        "date": str(mail["Date"] or ""),
        "text": body.get_content().replace("\r\n", "\n") if body else "",
    }


def page(found: list[dict[str, str]]) -> str:
    articles = [
        f"<article><h2>{escape(mail['subject'])}</h2><p>{escape(mail['date'])}<br>"
        f"From {escape(mail['from'])} to {escape(mail['to'])}</p>"
        f"<pre>{escape(mail['text'])}</pre></article>"
        for mail in found
    ]
    return PAGE.format(body="".join(articles) or "<p>None came yet.</p>")


def reader(folder: Path) -> type[BaseHTTPRequestHandler]:
    class Reader(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kinds = {"/": "text/html", "/mails.json": "application/json"}
            # Another name is another site's, sent here by a browser that was told to ask.
            host = (self.headers["Host"] or "").partition(":")[0]
            if self.path not in kinds or host not in ("localhost", "127.0.0.1"):
                self.send_error(404)
                return
            found = mails(folder)
            content = page(found) if self.path == "/" else json.dumps(found)
            self.send_response(200)
            self.send_header("Content-Type", f"{kinds[self.path]}; charset=utf-8")
            self.end_headers()
            self.wfile.write(content.encode())

        def log_message(self, *args: object) -> None:
            pass

    return Reader


def main(folder: Path, port: int) -> None:
    Controller(Sink(folder), hostname="127.0.0.1", port=port, data_size_limit=2**26).start()
    ThreadingHTTPServer(("127.0.0.1", port + 1), reader(folder)).serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
