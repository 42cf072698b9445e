"""Elasticsearch as it is when it is not well: nobody there, nobody answering, nobody letting us in.

Real sockets on this machine; each yields the address to put in place of the right one.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

ANOTHER_SERVER = b'{"server": "another"}'


@contextmanager
def closed_port() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    yield f"http://127.0.0.1:{port}"


@contextmanager
def silence() -> Iterator[str]:
    """The connection is taken, and then nothing comes."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@contextmanager
def answering(
    status: int, body: bytes = b"{}", *, status_with_key: int | None = None
) -> Iterator[str]:
    """Every request gets this answer, or another one when it comes with a key."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            has_key = "Authorization" in self.headers
            self.send_response(status_with_key if has_key and status_with_key else status)
            self.send_header("Content-Type", "application/json")
            # Without it, our client believes no answer.
            if body != ANOTHER_SERVER:
                self.send_header("X-Elastic-Product", "Elasticsearch")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = answer

        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads it."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
