"""The store on a server: opened when it is needed, never waited for long, left alone for a while once it failed.

A page must not hang because a server does. So every call runs in a thread of its own and is given up after a while;
after a failure nobody asks the server for a couple of seconds, then one caller asks whether it is back, and only its
answer lets the others in again.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from core.errors import StoreError, StoreRefused, StoreUnavailable
from core.graph.contract import GraphStore

log = logging.getLogger(__name__)

T = TypeVar("T")
Work = Callable[[GraphStore], T]

PATIENCE = 3.0
"""Seconds that a page waits for the server."""
PAUSE = 2.0
"""Seconds for which a server that failed is left alone."""
PAUSE_REFUSED = 20.0
"""The same for one that refuses the password: asked more often, it would refuse the right one to everybody as well."""
OPENING = 15.0
"""Seconds that the start waits for a server that answers: the first time it has indexes to make."""
SLOW_CHANGE = 30.0
"""Seconds that a change may take on a server that answers meanwhile: other writers go first."""
_CLOSED = "The graph has been closed; open it again."
_AWAY = (
    "The graph server cannot be reached. Nothing was changed; changes wait until it is back, and the sync goes on then."
)
_LATE = "The graph server took too long to answer. Nothing was changed; please try again."
_UNKNOWN = (
    "The graph server did not say in time whether the change was kept. It may or may not have been; doing it again is "
    "safe."
)


@dataclass(frozen=True)
class Lost:
    """A server that cannot be reached: since when, and what it, or the way to it, said last."""

    since: datetime
    reason: str


class _Late(StoreUnavailable):
    """No answer in time."""


class Server:
    """Calls to one store on a server. Safe to use from many threads.

    Args:
        opener: opens the store; may raise StoreUnavailable.
        clock: gives the present moment, aware.
        timer: seconds that only go on.
    """

    def __init__(
        self,
        opener: Callable[[], GraphStore],
        clock: Callable[[], datetime],
        timer: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE,
        pause: float = PAUSE,
    ) -> None:
        self._opener, self._clock, self._timer = opener, clock, timer
        self.patience, self._pause = patience, pause
        self._lock, self._opening = threading.Lock(), threading.Lock()
        self._store: GraphStore | None = None
        self._lost: Lost | None = None
        self._again_at, self._asking, self._returns, self._closed = 0.0, False, 0, False

    @property
    def lost(self) -> Lost | None:
        """Since when and why the server cannot be reached; None while it can, as far as is known."""
        return self._lost

    def begin(self) -> None:
        """Open the store now. One that cannot be reached is opened later, by whoever asks it then.

        Raises:
            SettingsError: the address makes no sense.
            StoreDamaged: what is there is no graph of ours.
        """
        try:
            self.call(lambda store: store.moment(), OPENING)
        except StoreUnavailable as error:
            log.warning("the graph server cannot be used yet: %s", error)

    def enter(self) -> None:
        """Ask the way in: at once while the server is there. After a failure everybody is sent away, until somebody
        who comes after the pause finds it back.

        Raises:
            StoreUnavailable: nothing was asked of it.
        """
        with self._lock:
            if self._closed:
                raise StoreUnavailable(_CLOSED)
            if self._lost is None:
                return
            if self._asking or self._timer() < self._again_at:
                raise StoreUnavailable(_AWAY)
            self._asking = True
        try:
            _Call(self._opened, lambda store: store.moment()).result(self.patience)
        except StoreError as error:
            self._lose(error)
            raise StoreUnavailable(_AWAY) from error
        else:
            log.info("the graph server is back")
            with self._lock:
                self._lost, self._returns = None, self._returns + 1
        finally:
            self._asking = False

    def call(self, work: Work[T], seconds: float | None = None, changes: bool = False) -> T:
        """What ``work`` gives over the store.

        Args:
            seconds: how long to wait; None for as long as a page does.
            changes: it writes; then a server that is only slow is given more time, and a failure that a reachable
                server reports (a full disk) does not count as a loss.

        Raises:
            StoreUnavailable: it cannot be reached, or gave no answer in time. With ``changes`` the sentence tells
                whether something may have been changed.
        """
        self.enter()
        returns = self._returns
        call = _Call(self._opened, work)
        try:
            try:
                return call.result(self.patience if seconds is None else seconds)
            except _Late:
                if not (changes and call.begun and self._answers()):
                    raise
                return call.result(SLOW_CHANGE)
        except StoreUnavailable as error:
            late, begun = isinstance(error, _Late), call.give_up()
            if self._returns == returns and (late or not changes or not self._answers()):
                self._lose(error)
            if late and changes and begun:
                raise StoreUnavailable(_UNKNOWN) from error
            raise

    def close(self) -> None:
        """End it; a store that hangs is left to itself."""
        with self._lock:
            self._closed = True
        self._drop().join(self.patience)

    def _answers(self) -> bool:
        try:
            _Call(self._opened, lambda store: store.moment()).result(self.patience / 2)
        except StoreError:
            return False
        return True

    def _opened(self) -> GraphStore:
        with self._opening:
            held = self._store
            if held is not None:
                return held
            made = self._opener()
            with self._lock:
                if not self._closed:
                    self._store = made
                    return made
        made.close()
        raise StoreUnavailable(_CLOSED)

    def _lose(self, error: StoreError) -> None:
        """Nobody asks for a while; the store is opened anew afterwards, since its server may be another one then."""
        with self._lock:
            if self._lost is None:
                log.warning("the graph server is lost: %s", error)
                self._lost = Lost(self._clock(), str(error))
            self._lost = replace(self._lost, reason=str(error))
            self._again_at = self._timer() + (PAUSE_REFUSED if isinstance(error, StoreRefused) else self._pause)
        self._drop()

    def _drop(self) -> threading.Thread:
        with self._lock:
            store, self._store = self._store, None
        closing = threading.Thread(target=_close, args=(store,), name="graph-close", daemon=True)
        closing.start()
        return closing


class _Call(Generic[T]):
    """One piece of work under way in a thread of its own."""

    def __init__(self, opened: Callable[[], GraphStore], work: Work[T]) -> None:
        self._opened, self._work = opened, work
        self._future: Future[T] = Future()
        self._lock = threading.Lock()
        self._given_up = False
        self.begun = False
        threading.Thread(target=self._run, name="graph-call", daemon=True).start()

    def result(self, seconds: float) -> T:
        """What came of it. Raises _Late when nothing has after so long; it may still go on."""
        try:
            return self._future.result(seconds)
        except TimeoutError as error:
            if self._future.done():
                raise
            raise _Late(_LATE) from error

    def give_up(self) -> bool:
        """Do not begin any more; True when it has begun already."""
        with self._lock:
            self._given_up = True
            return self.begun

    def _run(self) -> None:
        try:
            store = self._opened()
            with self._lock:
                if self._given_up:
                    return
                self.begun = True
            self._future.set_result(self._work(store))
        except Exception as error:  # noqa: BLE001 - whoever waits gets it
            self._future.set_exception(error)


def _close(store: GraphStore | None) -> None:
    if store is None:
        return
    try:
        store.close()
    except StoreError as error:
        log.debug("a lost graph server could not be left in order: %s", error)
