"""How long the rest will take, by what was done so far."""

import time
from collections.abc import Callable, Sequence

_PER_FILE = 20_000  # a file costs something however small it is: as much as so many bytes


class Pace:
    """Estimates the time left from the bytes done and to do.

    Args:
        sizes: bytes of each file to do.
        timer: seconds, ever growing.
    """

    def __init__(self, sizes: Sequence[int], timer: Callable[[], float] = time.monotonic) -> None:
        self._timer, self._begun = timer, timer()
        self._left = sum(sizes) + len(sizes) * _PER_FILE
        self._done = 0

    def done(self, size: int) -> None:
        """One file of so many bytes is through."""
        self._done += size + _PER_FILE
        self._left -= size + _PER_FILE

    def seconds_left(self) -> float | None:
        """The estimate, None before the first file is through."""
        spent = self._timer() - self._begun
        if not self._done or spent <= 0:
            return None
        return max(0.0, spent * self._left / self._done)
