"""Where the copy lies: opened when it is needed, made anew when it is damaged, and never read past what is withheld."""

import fcntl
import json
import logging
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from core.errors import StoreDamaged, StoreError, StoreUnavailable
from core.graph.contract import GraphStore
from core.graph.standby.server import T
from core.graph.standby.spare import SpareGraph, State

log = logging.getLogger(__name__)

UNDER_WAY, IN_DOUBT = 600.0, 180.0
"""Seconds after which a change is surely over: one that nobody reported on, one whose outcome is unknown."""
CONFIRMED_EVERY = 30.0
NO_COPY = (
    "The graph server cannot be reached, and there is no copy of the library to show yet. Nothing is lost; it comes "
    "back by itself with the server."
)


@dataclass
class Limit:
    """Limits that were set for one change, until what came of it is known."""

    keeping: "Keeping"
    numbers: list[int] = field(default_factory=list)

    def settle(self, rank: int | None = None) -> None:
        """The change was made, or surely was not; ``rank``: how visible the document is now."""
        self.keeping.settle(self.numbers, 0.0, rank)

    def doubt(self) -> None:
        """The change may have been made, or may still be."""
        self.keeping.settle(self.numbers, IN_DOUBT)


class Keeping:
    """The copy in a folder. Safe to use from many threads and processes.

    Args:
        folder: of ``standby.db`` and what belongs to it.
        of: names the server that is copied.
        clock: gives the present moment, aware.
    """

    def __init__(self, folder: Path, of: str, clock: Callable[[], datetime]) -> None:
        self._folder, self._of, self._clock = folder, of, clock
        self._file, self._withheld = folder / "standby.db", folder / "standby.withheld"
        self._lock = threading.Lock()
        self._graph: SpareGraph | None = None
        self._inode: int | None = None
        self._confirmed: datetime | None = None
        self._closed = self._untold = False

    def graph(self) -> SpareGraph:
        """The copy, open, and within all limits.

        Raises:
            StoreUnavailable, StoreDamaged: it cannot be used now.
        """
        with self._lock:
            if self._closed or self._untold:
                raise StoreUnavailable(NO_COPY)
            if self._graph is not None and self._on_disk() != self._inode:
                self._graph.close()  # another process has given that file up
                self._graph = None
            if self._graph is None:
                self._graph = SpareGraph(self._file, self._of)
                self._inode = self._on_disk()
            graph = self._graph
        self._take_in(graph)
        return graph

    def read(self, work: Callable[[GraphStore], T]) -> T:
        """What ``work`` gives over the copy.

        Raises:
            StoreUnavailable: it was never filled, cannot be used, or cannot be brought within its limits.
        """
        try:
            graph = self.graph()
            if graph.state().moment is None:
                raise StoreUnavailable(NO_COPY)
            return work(graph)
        except StoreError as error:
            if str(error) != NO_COPY:
                log.error("the copy of the graph cannot be read: %s", error)
            raise StoreUnavailable(NO_COPY) from error

    def state(self) -> State:
        """Where the copy is; as empty as a new one when it cannot be used."""
        try:
            state = self.graph().state()
        except StoreError:
            return State()
        confirmed = self._confirmed
        if confirmed is None or state.copied_at is None or state.copied_at >= confirmed:
            return state
        return State(state.moment, confirmed, state.loose, state.limited)

    def confirm(self, at: datetime) -> None:
        """The server is still at the copy's moment; written down now and then."""
        graph = self.graph()
        written = graph.state().copied_at
        self._confirmed = at
        if written is None or (at - written).total_seconds() >= CONFIRMED_EVERY:
            graph.confirm(at)

    @contextmanager
    def following(self) -> Iterator[bool]:
        """Whether this is the one that brings the copy up to date, of all processes; the lock dies with its holder."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with open(self._folder / "standby.lock", "w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True

    def is_damaged(self) -> bool:
        """Whether the copy's own file is."""
        try:
            return any("damaged" in one for one in self.graph().check())
        except StoreDamaged:
            return True

    def discard(self) -> None:
        """Throw the copy away; the next use makes an empty one. Only for who is ``following``."""
        with self._lock:
            graph, self._graph = self._graph, None
            if graph is not None:
                graph.close()
            self._unlink()

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._closed = True
            if self._graph is not None:
                self._graph.close()

    # --- limits ----------------------------------------------------------------------------------------

    def limit(self, ranks: Mapping[str, int], lower_only: bool = False) -> Limit:
        """Before a change that makes documents less visible: see SpareGraph.limit. Never fails: where the copy cannot
        be written they are withheld by a list beside it, and where that cannot be either, the copy is given up."""
        until = self._clock().timestamp() + UNDER_WAY
        try:
            return Limit(self, self.graph().limit(ranks, until, lower_only))
        except StoreError as error:
            log.warning("the copy of the graph cannot be written: %s", error)
        try:
            self._withhold(ranks, until)
        except OSError as error:
            log.error("the copy of the graph is given up, since it cannot follow: %s", error)
            self._untold = not self._unlink()
        return Limit(self)

    def settle(self, limits: list[int], seconds: float, rank: int | None = None) -> None:
        """From now on these limits hold for so many seconds; they hold longer where this cannot be written."""
        if not limits:
            return
        try:
            self.graph().settle(limits, self._clock().timestamp() + seconds, rank)
        except StoreError as error:
            log.warning("the copy of the graph cannot be written: %s", error)

    def _withhold(self, ranks: Mapping[str, int], until: float) -> None:
        with open(self._withheld, "a", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.writelines(json.dumps([id, rank, until]) + "\n" for id, rank in ranks.items())
            file.flush()
            os.fsync(file.fileno())

    def _take_in(self, graph: SpareGraph) -> None:
        """Bring the list of what is withheld into the copy. Raises StoreUnavailable while that is not possible."""
        try:
            if not self._withheld.stat().st_size:
                return
            with open(self._withheld, "r+", encoding="utf-8") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                for line in file:
                    id, rank, until = json.loads(line)
                    graph.limit({id: rank}, until, False)
                file.truncate(0)
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            raise StoreUnavailable(NO_COPY) from error

    def _on_disk(self) -> int | None:
        try:
            return self._file.stat().st_ino
        except OSError:
            return None

    def _unlink(self) -> bool:
        try:
            for ending in ("", "-wal", "-shm"):
                Path(f"{self._file}{ending}").unlink(missing_ok=True)
        except OSError as error:
            log.error("the copy of the graph could not be removed: %s", error)
            return False
        return True
