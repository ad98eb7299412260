"""The sync, again and again, in a thread that knows nothing but when."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime

from core.errors import LeaseHeld, SybilError
from core.library.report import Progress, SyncReport
from core.library.sync import Sync

log = logging.getLogger(__name__)

LOOK_SECONDS = 2.0
"""Pause between two looks at whether anything in the library changed."""
_SHARE = 20  # a look may take one twentieth of the time


class SyncThread:
    """Runs a sync every so often, and as soon as the library looks changed, until it is stopped. A failed run is
    logged, and the loop goes on.

    Args:
        interval: seconds between the end of one run and the beginning of the next, when nothing looks changed.
        clock: gives the present moment, aware; ``heartbeat`` is read from it.
        upkeep: called after every run, whatever came of that; it knows itself when there is something to do.
        picture: what the library looks like now, to be compared with what it looked like at the last run; cheap.
    """

    def __init__(
        self,
        sync: Sync,
        interval: float,
        clock: Callable[[], datetime],
        upkeep: Callable[[], object],
        picture: Callable[[], object] | None = None,
    ) -> None:
        self._sync, self._interval, self._clock, self._upkeep = sync, interval, clock, upkeep
        self._picture = picture or (lambda: None)
        self._seen: object = None
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="sync", daemon=True)
        self.heartbeat: datetime | None = None
        self.progress: Progress | None = None
        self.last_report: SyncReport | None = None
        self.last_error: str | None = None

    def start(self) -> None:
        """Begin; the first run starts at once."""
        self._thread.start()

    def wake(self) -> None:
        """Run now instead of at the end of the pause."""
        self._wake.set()

    def stop(self, timeout: float | None = 30.0) -> bool:
        """End after the present step; True when the thread has ended within ``timeout`` seconds."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def step(self) -> None:
        """One run, whatever comes of it."""
        self.heartbeat = self._clock()
        self._seen = self._look()
        try:
            self.last_report = self._sync.run_once(self._draw, self._stop)
            self.last_error = None
        except LeaseHeld:
            self._seen = None  # what the other process missed is looked at again
            log.debug("another process is syncing")
        except SybilError as error:
            self.last_error = str(error)
            log.warning("the library could not be synced: %s", error)
        except Exception:
            self.last_error = "The sync failed; the log has the details. It is tried again."
            log.exception("the sync failed")
        finally:
            self.progress = None
        try:
            self._upkeep()
        except Exception:
            log.exception("the upkeep after a sync failed; it is tried again after the next")
        finally:
            self.heartbeat = self._clock()

    def _loop(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            self.step()
            self._rest()

    def _rest(self) -> None:
        """Wait for the end of the pause, a call to ``wake``, or a library that looks changed."""
        end, pause = time.monotonic() + self._interval, LOOK_SECONDS
        while (left := end - time.monotonic()) > 0:
            if self._wake.wait(min(pause, left)):
                return
            began = time.monotonic()
            if self._look() != self._seen:
                return
            pause = max(LOOK_SECONDS, _SHARE * (time.monotonic() - began))

    def _look(self) -> object:
        """The library's picture; one that cannot be had is no change, and the next run says why."""
        try:
            return self._picture()
        except SybilError as error:
            return str(error)

    def _draw(self, progress: Progress) -> None:
        self.progress = progress
        self.heartbeat = self._clock()
