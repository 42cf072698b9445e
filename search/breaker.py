"""Spares visitors the wait for who is known not to answer: Elasticsearch, or who knows meanings.

After a failure nobody asks it for a while; then one request does, and the others go on without
until that one was answered. Each process finds out for itself.
"""

import time
from threading import Lock

SECONDS_OF_PAUSE = 10


class Breaker:
    def __init__(self) -> None:
        self._lock = Lock()
        self._next_try: float | None = None

    def lets_through(self) -> bool:
        """Tell whether to ask now. After a pause only the first who comes may."""
        with self._lock:
            if self._next_try is None:
                return True
            if time.monotonic() < self._next_try:
                return False
            self._pause()
            return True

    def failed(self) -> None:
        with self._lock:
            self._pause()

    def answered(self) -> None:
        with self._lock:
            self._next_try = None

    def _pause(self) -> None:
        self._next_try = time.monotonic() + SECONDS_OF_PAUSE
