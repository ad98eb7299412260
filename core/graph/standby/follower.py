"""Brings the copy up to date with the server: one step, and a thread that only repeats it."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from core.access import Viewer
from core.errors import DocumentNotFound, StoreDamaged, StoreUnavailable, SybilError
from core.graph.contract import GraphStore
from core.graph.copying import digest
from core.graph.results import Moment
from core.graph.standby.keeping import Keeping
from core.graph.standby.spare import GONE, SpareGraph
from core.models import Filters

log = logging.getLogger(__name__)

EVERY = 1.0
_ALL = Viewer.system()


class Follower:
    """Copies what changed on the server.

    Args:
        source: the server's store, never the copy.
        clock: gives the present moment, aware.
    """

    def __init__(self, source: GraphStore, keeping: Keeping, clock: Callable[[], datetime]) -> None:
        self._source, self._keeping, self._clock = source, keeping, clock

    def run_once(self, stop: threading.Event | None = None) -> None:
        """Follow the server up to its present moment; does nothing while another process does.

        Args:
            stop: when set, the step ends after the present document; the next one goes on.

        Raises:
            StoreUnavailable: the server cannot be reached, or the copy cannot be written.
        """
        with self._keeping.following() as alone:
            if alone:
                try:
                    self._step(stop or threading.Event())
                except StoreDamaged as error:
                    if not self._keeping.is_damaged():
                        raise  # it is the server's own graph
                    log.error("the copy of the graph is damaged and is made anew: %s", error)
                    self._keeping.discard()

    def _step(self, stop: threading.Event) -> None:
        begun, spare = self._clock(), self._keeping.graph()
        at, state = begun.timestamp(), spare.state()
        over, now = spare.over(at), self._source.moment()
        if state.moment == now and not state.loose and not over:
            self._keeping.confirm(begun)
            return
        spare.begin(whole=state.moment is None)
        until, whole, gone, changed = self._changes(spare, state.moment)
        if whole and state.moment is not None:
            log.info("the copy of the graph does not belong to this state of the server and is made anew")
            spare.begin(whole=True)
        spare.arrange(self._source.by_hand(), exact=False, at=at)
        for id in sorted(gone - changed):
            spare.lower(id, GONE)
        for id in sorted(changed | (over - gone)):
            if stop.is_set():
                return
            self._copy(spare, id, at)
        by_hand = self._source.by_hand()
        quiet = self._source.moment() == until
        spare.arrange(by_hand, exact=quiet, at=at)
        spare.complete(until, begun, loose=not quiet)

    def _changes(self, spare: SpareGraph, since: Moment | None) -> tuple[Moment, bool, set[str], set[str]]:
        """The moment that is being followed to, whether that means all, and ids of what is gone and what changed."""
        found = None if since is None else self._source.index_changes(since, None)
        if found is not None and not found.whole:
            return found.moment, False, set(found.gone), {document.id for document in found.documents}
        until = self._source.moment()  # before the ledger, which may then be newer, never older
        wanted = set(self._source.ledger())
        return until, True, set(spare.ledger()) - wanted, wanted

    def _copy(self, spare: SpareGraph, id: str, at: float) -> None:
        """One document. Its level is read after its content: what was marked meanwhile is not shown to those below."""
        try:
            made = self._source.record(id)
        except DocumentNotFound:
            spare.lower(id, GONE)
            return
        shown = self._source.documents(_ALL, Filters(document_ids=(id,)))
        rank = shown[0].level.rank if shown else GONE
        if _is_same(spare, id, digest(made)):
            spare.lower(id, rank)
        else:
            spare.put_within(made, rank, at)


def _is_same(spare: SpareGraph, id: str, wanted: str) -> bool:
    try:
        return digest(spare.record(id)) == wanted
    except DocumentNotFound:
        return False


class Following:
    """A thread that repeats the follower's step until it is stopped."""

    def __init__(self, follower: Follower, seconds: float = EVERY) -> None:
        self._follower, self._seconds = follower, seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="standby", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, timeout: float | None = 10.0) -> bool:
        """End after the present document; True when the thread has ended in time."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def step(self) -> None:
        """One step, whatever comes of it."""
        try:
            self._follower.run_once(self._stop)
        except StoreUnavailable as error:
            log.debug("the copy of the graph waits: %s", error)
        except (SybilError, OSError) as error:
            log.warning("the copy of the graph could not be brought up to date: %s", error)
        except Exception:
            log.exception("the copy of the graph could not be brought up to date")

    def _loop(self) -> None:
        while not self._stop.is_set():
            self.step()
            self._stop.wait(self._seconds)
