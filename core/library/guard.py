"""One holder of the lease at a time: taken, kept alive by a heartbeat of its own, and given back."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from core.db.leases import Leases
from core.errors import LeaseHeld, StoreError

log = logging.getLogger(__name__)


class Held:
    """A lease in hand. ``lost`` is set when another process took it over: work must end before its next commit."""

    def __init__(self, leases: Leases, name: str, holder: str) -> None:
        self._leases, self._name, self._holder = leases, name, holder
        self.lost = threading.Event()

    def beat(self) -> None:
        """Prolong the lease. A store that cannot be reached now is not a lost lease: the next beat tells."""
        try:
            if not self._leases.beat(self._name, self._holder):
                self.lost.set()
        except StoreError as error:
            log.warning("the lease could not be prolonged: %s", error)


@contextmanager
def holding(leases: Leases, name: str, holder: str) -> Iterator[Held]:
    """Hold the lease ``name`` inside the block; a thread prolongs it three times in its life.

    Raises:
        LeaseHeld: another process has it.
        StoreUnavailable, StoreDamaged: see Leases.
    """
    if not leases.take(name, holder):
        current = leases.held(name)
        since = f" since {current.acquired_at:%H:%M} UTC" if current else ""
        raise LeaseHeld(
            f"Another process has been syncing the library{since}. Nothing is wrong; wait until it is done."
        )
    held, end = Held(leases, name, holder), threading.Event()
    pulse = threading.Thread(target=_beat, args=(held, end, leases.seconds / 4), name="lease", daemon=True)
    pulse.start()
    try:
        yield held
    finally:
        end.set()
        pulse.join()
        _release(leases, name, holder)


def _beat(held: Held, end: threading.Event, pause: float) -> None:
    while not end.wait(pause):
        held.beat()


def _release(leases: Leases, name: str, holder: str) -> None:
    try:
        leases.release(name, holder)
    except StoreError as error:  # it runs out by itself; the run's own outcome matters more
        log.warning("the lease could not be given back: %s", error)
