"""One event for the two reasons to end: somebody said stop, or the time is up."""

import threading
import time
from collections.abc import Callable

_POLL = 0.02


class Patience(threading.Event):
    """Set when the caller's event is set, or ``seconds`` after it was made.

    Args:
        stop: the caller's event, None when nobody can stop it.
        seconds: how long to go on.
        tick: a clock that never goes back.
    """

    def __init__(
        self, stop: threading.Event | None, seconds: float, tick: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self._stop, self._tick, self._ends = stop, tick, tick() + seconds

    @property
    def stopped(self) -> bool:
        """True if somebody said stop."""
        return self._stop is not None and self._stop.is_set()

    def is_set(self) -> bool:
        """True if stopped or out of time."""
        return super().is_set() or self.stopped or self._tick() >= self._ends

    def wait(self, timeout: float | None = None) -> bool:
        """As threading.Event's."""
        ends = None if timeout is None else time.monotonic() + timeout
        while not self.is_set():
            if ends is not None and time.monotonic() >= ends:
                return False
            super().wait(_POLL)
        return True
