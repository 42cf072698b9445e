"""The process that knows what is meant: it reads new passages, and answers over a local socket.

A request is a line of JSON, `{"query": "…", "size": 30}`; so is the answer, a list of the keys
of sets, the nearest first. Neither is written down anywhere.
"""

import json
import logging
import os
from collections.abc import Callable
from pathlib import Path
from socketserver import StreamRequestHandler, UnixStreamServer
from threading import Event, Thread

from django.db import DatabaseError, close_old_connections, transaction
from django.db.models import F

from search.meaning.memory import Memory, packed
from search.meaning.model import Model, load
from search.meaning.passages import passages_of
from search.models import Entry, Passage
from search.text import LONGEST_QUERY

logger = logging.getLogger(__name__)

# Between two looks for new passages, in seconds.
PAUSE = 3
CHUNK = 20
# Of a request, in bytes; of an answer, in sets; of a client that says nothing, in seconds.
LONGEST, MOST, PATIENCE = 4_096, 100, 1


def read_some(model: Model) -> int:
    """Read what has changed of pages, some of them; return how many."""
    current = Passage.objects.filter(digest=F("entry__digest"))
    entries = list(Entry.objects.exclude(pk__in=current.values("entry"))[:CHUNK])
    for entry in entries:
        vectors = [packed(model.passage(text)) for text in passages_of(entry)]
        _keep(entry, vectors)
    return len(entries)


@transaction.atomic
def _keep(entry: Entry, vectors: list[bytes]) -> None:
    # It may have been taken down meanwhile.
    if Entry.objects.select_for_update().filter(pk=entry.pk).exists():
        Passage.objects.filter(entry=entry).delete()
        Passage.objects.bulk_create(
            Passage(entry=entry, number=number, vector=vector, digest=entry.digest)
            for number, vector in enumerate(vectors)
        )


def answer(request: bytes, model: Model, memory: Memory) -> bytes:
    """Return the answer to a request. Raises ValueError and KeyError for what is none."""
    asked = json.loads(request)
    query, size = str(asked["query"])[:LONGEST_QUERY], min(int(asked["size"]), MOST)
    found = memory.nearest(model.query(query), size) if query.strip() else []
    return json.dumps([str(group) for group in found]).encode()


class Process:
    """Two copies of the model, of which the system keeps one in memory: who asks does not wait."""

    def __init__(self, path: Path) -> None:
        self.memory = Memory()
        self._path = path
        self._stop = Event()
        self._server: UnixStreamServer | None = None
        self._reader = Thread(target=self._read, name="reader", daemon=True)

    def run(self) -> None:
        """Answer until told to stop."""
        model = load()

        def answering(request: bytes) -> bytes:
            return answer(request, model, self.memory)

        self._path.unlink(missing_ok=True)
        # Nobody but who runs the site may ask.
        before = os.umask(0o177)
        self._server = UnixStreamServer(str(self._path), _handler(answering))
        os.umask(before)
        self._reader.start()
        with self._server:
            self._server.serve_forever()

    def stop(self) -> None:
        self._stop.set()
        if self._server:
            self._server.shutdown()

    def _read(self) -> None:
        model = load()
        while not self._stop.is_set():
            close_old_connections()
            try:
                self.memory.refresh()
                while read_some(model) and not self._stop.is_set():
                    self.memory.refresh()
            except DatabaseError:
                logger.exception("Passages could not be read")
            self._stop.wait(PAUSE)


def _handler(answering: Callable[[bytes], bytes]) -> type[StreamRequestHandler]:
    class Handler(StreamRequestHandler):
        timeout = PATIENCE

        def handle(self) -> None:
            try:
                self.wfile.write(answering(self.rfile.readline(LONGEST)))
            except (OSError, ValueError, KeyError, TypeError) as error:
                # By its kind alone: a message might quote the query.
                logger.warning("A request was not answered: %s", type(error).__name__)

    return Handler
