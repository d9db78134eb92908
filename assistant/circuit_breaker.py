"""Stop asking a server that keeps failing, and try it again after a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class CircuitBreaker:
    """Counts failures in a row; safe to share between threads.

    After ``failures`` of them the circuit is open: :meth:`allows` says no for ``cooldown_seconds``, then lets one
    trial through, whose success closes the circuit and whose failure opens it again.
    """

    def __init__(
        self, failures: int = 3, cooldown_seconds: float = 30.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit = failures
        self._cooldown = cooldown_seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_again_at = 0.0

    def allows(self) -> bool:
        """Whether the server may be asked now; while open, one caller a cooldown gets through."""
        with self._lock:
            if self._failures < self._limit:
                return True
            now = self._clock()
            if now < self._closed_again_at:
                return False
            self._closed_again_at = now + self._cooldown
            return True

    def succeeded(self) -> None:
        """The server answered: forget its failures."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """The server failed once more."""
        with self._lock:
            self._failures += 1
            if self._failures >= self._limit:
                self._closed_again_at = self._clock() + self._cooldown
