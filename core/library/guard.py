"""One holder of the lease at a time: taken, kept alive by a heartbeat of its own, and given back."""

import logging
import os
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from core.db.leases import Leases
from core.errors import LeaseHeld, StoreError
from core.library.fetching import alive

log = logging.getLogger(__name__)


class Held:
    """A lease in hand. ``lost`` is set when another process took it over: work must end before its next commit."""

    def __init__(self, leases: Leases, name: str, holder: str) -> None:
        self._leases, self._name, self._holder = leases, name, holder
        self.lost = threading.Event()

    def check(self) -> None:
        """Ask the store: to be called before each piece of work, since a process that slept knows nothing.

        Raises:
            LeaseHeld: another process took over.
        """
        self.beat()
        if self.lost.is_set():
            raise LeaseHeld("Another process took the sync over, because this one was silent for too long.")

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
    if not leases.take(name, holder) and not _from_the_dead(leases, name, holder):
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


def this_process() -> str:
    """A name for this process that another one on this machine can check: host, process namespace and id."""
    try:
        namespace = os.readlink("/proc/self/ns/pid")
    except OSError:
        namespace = ""
    return f"{_home(namespace)}|{os.getpid()}|{uuid.uuid4().hex[:8]}"


def _home(namespace: str) -> str:
    return f"{socket.gethostname()} {namespace}"


def _from_the_dead(leases: Leases, name: str, holder: str) -> bool:
    """A process of this machine that was killed does not keep its lease until it runs out."""
    current = leases.held(name)
    mine, theirs = holder.split("|"), current.holder.split("|") if current else []
    if current is None or len(mine) != 3 or len(theirs) != 3 or mine[0] != theirs[0] or not theirs[1].isdigit():
        return False
    return not alive(int(theirs[1])) and leases.take_over(name, holder, current.holder)


def _beat(held: Held, end: threading.Event, pause: float) -> None:
    while not end.wait(pause):
        held.beat()


def _release(leases: Leases, name: str, holder: str) -> None:
    try:
        leases.release(name, holder)
    except StoreError as error:  # it runs out by itself; the run's own outcome matters more
        log.warning("the lease could not be given back: %s", error)
