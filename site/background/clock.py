"""The part of the worker that looks at the clock: the outbox each second, chores when they are due.

A thread beside the library's worker, which runs Django's tasks. It ends in the middle of nothing:
asked to stop, it finishes what it is delivering. However much waits, chores have their turn.
"""

import logging
import threading
import time

from django.db import Error, close_old_connections, connection

from background.chores import do_due_chores
from background.services import deliver_due

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 1
# Then come the chores; one of them tells that this worker is alive.
SECONDS_OF_DELIVERING = 20
# After the database failed: it needs no crowd when it comes back.
SECONDS_AFTER_ERROR = 5


class Clock(threading.Thread):
    def __init__(self) -> None:
        super().__init__(name="clock", daemon=True)
        self._stopping = threading.Event()

    def run(self) -> None:
        pause = SECONDS_BETWEEN_LOOKS
        while not self._stopping.wait(pause):
            close_old_connections()
            try:
                self._deliver()
                do_due_chores()
            except Error:
                logger.exception("The database does not answer: the outbox waits")
                pause = SECONDS_AFTER_ERROR
            else:
                pause = SECONDS_BETWEEN_LOOKS
        connection.close()

    def _deliver(self) -> None:
        until = time.monotonic() + SECONDS_OF_DELIVERING
        deliver_due(go_on=lambda: time.monotonic() < until and not self._stopping.is_set())

    def stop(self) -> None:
        """Let it finish what it is at, and wait for that."""
        self._stopping.set()
        self.join()
