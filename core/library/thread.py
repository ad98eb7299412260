"""The sync, again and again, in a thread that knows nothing but when."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from core.errors import LeaseHeld, SybilError
from core.library.report import Progress, SyncReport
from core.library.sync import Sync

log = logging.getLogger(__name__)


class SyncThread:
    """Runs a sync every so often until it is stopped. A failed run is logged, and the loop goes on.

    Args:
        interval: seconds between the end of one run and the beginning of the next.
        clock: gives the present moment, aware; ``heartbeat`` is read from it.
        upkeep: called after every run, whatever came of that; it knows itself when there is something to do.
    """

    def __init__(
        self, sync: Sync, interval: float, clock: Callable[[], datetime], upkeep: Callable[[], object]
    ) -> None:
        self._sync, self._interval, self._clock, self._upkeep = sync, interval, clock, upkeep
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
        try:
            self.last_report = self._sync.run_once(self._draw, self._stop)
            self.last_error = None
        except LeaseHeld:
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
            self.step()
            self._wake.wait(self._interval)
            self._wake.clear()

    def _draw(self, progress: Progress) -> None:
        self.progress = progress
        self.heartbeat = self._clock()
